"""Negotiation, as Django knows it."""

from django.apps import AppConfig


class NegotiationConfig(AppConfig):
    name = "agreements.negotiation"
    label = "negotiation"
    verbose_name = "Negociação das minutas"

    def ready(self) -> None:
        from access.rules import Actor
        from agreements.negotiation import chapters, conditions, handlers
        from agreements.negotiation.incoming import OWN_TEXT, RECEIVED
        from agreements.work_plans.permissions import READ_DRAFTS
        from documents.models import StoredFile
        from documents.registry import guard

        def may_read_received(actor: Actor, file: StoredFile) -> bool:
            return actor.may(READ_DRAFTS)

        guard(RECEIVED, may_read_received)
        guard(OWN_TEXT, may_read_received)
        self.imported = (chapters, conditions, handlers)
