"""The pages that describe the API of a host."""

from django.urls import path

from config.api_pages import openapi_json, page

urlpatterns = [
    path("", page, name="api"),
    path("openapi.json", openapi_json, name="api_schema"),
]
