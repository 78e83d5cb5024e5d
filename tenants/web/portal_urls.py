"""What the proxy asks of the portal."""

from django.urls import path

from tenants.web import host_views

app_name = "hosts_portal"
urlpatterns = [path("", host_views.is_served, name="is_served")]
