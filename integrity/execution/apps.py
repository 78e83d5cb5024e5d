"""Execution, as Django knows it."""

from django.apps import AppConfig


class ExecutionConfig(AppConfig):
    name = "integrity.execution"
    label = "execution"
    verbose_name = "Execução"
