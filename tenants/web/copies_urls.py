"""What an organisation sees of its own backups."""

from django.urls import path

from tenants.web import copies

app_name = "copies"
urlpatterns = [path("", copies.own, name="own")]
