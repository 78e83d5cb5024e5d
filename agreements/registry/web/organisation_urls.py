"""The agreement of an organisation, at its own host."""

from django.urls import path

from agreements.registry.web import own_data_views
from agreements.registry.web import own_views as views

app_name = "registry"
urlpatterns = [
    path("", views.current, name="own_agreement"),
    path("dados/", own_data_views.own_data, name="own_data"),
    path("dados/propor/", own_data_views.propose, name="propose_change"),
    path("<uuid:uid>/", views.agreement, name="agreement"),
]
