"""Consent, as Django knows it."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "agreements.consent"
    label = "consent"
    verbose_name = "Aceites do partícipe"

    def ready(self) -> None:
        from agreements.consent import chapters, handlers

        self.imported = (chapters, handlers)
