"""Library, as Django knows it."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "integrity.library"
    label = "library"
    verbose_name = "Biblioteca de modelos"
