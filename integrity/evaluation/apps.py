"""Evaluation, as Django knows it."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "integrity.evaluation"
    label = "evaluation"
    verbose_name = "Avaliação"
