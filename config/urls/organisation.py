"""The host of an organisation."""

from django.urls import path

from config.home import home
from config.urls.signed_in import urlpatterns as signed_in

urlpatterns = [
    *signed_in,
    path("", home, name="home"),
]
