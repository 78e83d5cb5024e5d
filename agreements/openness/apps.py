"""Openness, as Django knows it."""

from django.apps import AppConfig


class OpennessConfig(AppConfig):
    name = "agreements.openness"
    label = "openness"
    verbose_name = "Dados abertos"

    def ready(self) -> None:
        from agreements.openness.web import agreement_parts

        agreement_parts.register()
