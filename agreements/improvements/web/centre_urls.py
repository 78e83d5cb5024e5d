"""Yearly reports at the centre: those of the partners, and its own."""

from django.urls import path

from agreements.improvements.web import views
from agreements.improvements.web.organisation_urls import urlpatterns as of_both_sides

app_name = "improvements"
urlpatterns = [
    *of_both_sides,
    path("<uuid:uid>/aceitar/", views.accept, name="accept"),
    path("<uuid:uid>/devolver/", views.return_to_partner, name="return"),
]
