"""Yearly reports at the centre."""

from django.urls import path

from agreements.improvements.api import views
from agreements.improvements.api.organisation_urls import urlpatterns as of_both_sides

app_name = "reports_api"
urlpatterns = [
    *of_both_sides,
    path("<uuid:uid>/aceitar/", views.accept, name="accept"),
    path("<uuid:uid>/devolver/", views.return_to_partner, name="return"),
]
