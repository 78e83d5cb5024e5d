"""Delivery and use, at the host of the partner."""

from django.urls import path

from agreements.publication.api import views

app_name = "publication_api"
urlpatterns = [
    path("<uuid:uid>/entregas/", views.Use.as_view(), name="use"),
    path("<uuid:uid>/producao/", views.declare, name="declare"),
]
