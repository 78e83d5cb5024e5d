"""Continuity, as Django knows it."""

from django.apps import AppConfig


class ContinuityConfig(AppConfig):
    name = "agreements.continuity"
    label = "continuity"
    verbose_name = "Continuidade dos acordos"

    def ready(self) -> None:
        from agreements.continuity import asking_handlers, chapters, handlers, own_chapter  # noqa: F401
