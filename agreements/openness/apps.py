"""Openness, as Django knows it."""

from django.apps import AppConfig


class OpennessConfig(AppConfig):
    name = "agreements.openness"
    label = "openness"
    verbose_name = "Dados abertos"
