"""Addresses of drafts in the room."""

from django.urls import path

from agreements.consent.web import views

app_name = "consent"
urlpatterns = [path("<uuid:uid>/", views.draft, name="draft")]
