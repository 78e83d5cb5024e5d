"""The portal's own pages; the domains' public pages are joined in config."""

from django.urls import path

from portal.web import views

app_name = "portal"
urlpatterns = [path("", views.home, name="home")]
