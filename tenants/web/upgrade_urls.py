"""Upgrades at the centre."""

from django.urls import path

from tenants.web import upgrades

app_name = "upgrades"
urlpatterns = [
    path("", upgrades.upgrades, name="list"),
    path("tentar-de-novo/", upgrades.try_again, name="try_again"),
]
