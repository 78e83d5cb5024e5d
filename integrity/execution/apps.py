"""Execution, as Django knows it."""

from django.apps import AppConfig


class ExecutionConfig(AppConfig):
    name = "integrity.execution"
    label = "execution"
    verbose_name = "Execução"

    def ready(self) -> None:
        from documents.registry import guard
        from documents.rules import EVIDENCE
        from integrity.execution import calendar
        from integrity.execution.courses import courses
        from integrity.execution.queries import may_fetch_evidence
        from integrity.execution.services import handover  # noqa: F401  registers itself
        from integrity.execution.services.succession import carry_over
        from integrity.execution.shelves import ACTION_TYPES, LIMITING_FACTORS
        from integrity.formulation.registry import carries_over, tracks
        from integrity.formulation.shelves import keep
        from notifications.calendars import add_source

        add_source(calendar.days)
        guard(EVIDENCE, may_fetch_evidence)
        carries_over(carry_over)
        tracks(courses)
        keep(ACTION_TYPES)
        keep(LIMITING_FACTORS)
