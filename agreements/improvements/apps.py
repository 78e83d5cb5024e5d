"""Improvements, as Django knows it."""

from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "agreements.improvements"
    label = "improvements"
    verbose_name = "Melhorias"

    def ready(self) -> None:
        from agreements.improvements import (  # noqa: F401  registers itself
            calendar,
            chapters,
            exchange_handlers,
            handlers,
        )
        from agreements.improvements.exchange import PATCH
        from agreements.improvements.web import files, window
        from documents.registry import guard
        from notifications.calendars import add_source

        add_source(calendar.days)
        guard(PATCH, files.may_download)
        window.register()
