"""The agreement of an organisation, at its own host."""

from django.urls import path

from agreements.registry.web import own_views as views

app_name = "registry"
urlpatterns = [
    path("", views.current, name="own_agreement"),
    path("<uuid:uid>/", views.agreement, name="agreement"),
]
