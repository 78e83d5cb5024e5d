"""Negotiation, as Django knows it."""

from django.apps import AppConfig


class NegotiationConfig(AppConfig):
    name = "agreements.negotiation"
    label = "negotiation"
    verbose_name = "Negociação das minutas"

    def ready(self) -> None:
        from agreements.negotiation import chapters, conditions, handlers

        self.imported = (chapters, conditions, handlers)
