"""Publication, as Django knows it."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "agreements.publication"
    label = "publication"
    verbose_name = "Publicação"
