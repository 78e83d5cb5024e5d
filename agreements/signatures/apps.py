"""Signatures, as Django knows it."""

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "agreements.signatures"
    label = "signatures"
    verbose_name = "Assinaturas eletrônicas"

    def ready(self) -> None:
        from agreements.signatures import chapters, checklist_chapter, conditions, handlers

        self.imported = (chapters, checklist_chapter, conditions, handlers)
