"""Addresses of the look."""

from django.urls import path

from ui import views

app_name = "ui"

urlpatterns = [path("contraste/", views.contrast, name="contrast")]
