"""Registry, as Django knows it."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "agreements.registry"
    label = "registry"
    verbose_name = "Acordos"
