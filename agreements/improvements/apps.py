"""Improvements, as Django knows it."""

from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "agreements.improvements"
    label = "improvements"
    verbose_name = "Melhorias"
