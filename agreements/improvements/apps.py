"""Improvements, as Django knows it."""

from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "agreements.improvements"
    label = "improvements"
    verbose_name = "Melhorias"

    def ready(self) -> None:
        from agreements.improvements import calendar, chapters, handlers  # noqa: F401  registers itself
        from agreements.improvements.web import window
        from notifications.calendars import add_source

        add_source(calendar.days)
        window.register()
