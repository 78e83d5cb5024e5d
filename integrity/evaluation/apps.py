"""Evaluation, as Django knows it."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "integrity.evaluation"
    label = "evaluation"
    verbose_name = "Avaliação"

    def ready(self) -> None:
        from documents.registry import guard
        from integrity.evaluation.queries import may_fetch_report
        from integrity.evaluation.rules import REPORT

        guard(REPORT, may_fetch_report)
