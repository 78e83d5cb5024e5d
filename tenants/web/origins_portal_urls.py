"""The organisations of the network, on the portal."""

from django.urls import path

from tenants.web import origins

app_name = "network_portal"
urlpatterns = [path("", origins.organisations, name="organisations")]
