"""The public page of improvements."""

from django.urls import path

from agreements.improvements.web import public_views

app_name = "improvements"
urlpatterns = [path("", public_views.improvements, name="improvements")]
