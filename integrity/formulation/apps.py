"""Formulation, as Django knows it."""

from django.apps import AppConfig


class FormulationConfig(AppConfig):
    name = "integrity.formulation"
    label = "formulation"
    verbose_name = "Formulação"
