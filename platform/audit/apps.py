"""Audit, as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Diário"

    def ready(self) -> None:
        from audit import handlers  # noqa: F401  registers itself
