"""Registry, as Django knows it."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "agreements.registry"
    label = "registry"
    verbose_name = "Acordos"

    def ready(self) -> None:
        from access.rules import Actor
        from agreements.registry import (
            handlers,
            hold_handlers,
            own_data_handlers,
            permissions,
            request_handlers,
            road,
        )
        from agreements.registry.rules import ANSWER, MAIL_ATTACHMENT, MINUTES
        from documents.models import StoredFile
        from documents.registry import guard
        from documents.rules import LETTER, SIGNED_DOCUMENT

        def may_read_letter(actor: Actor, file: StoredFile) -> bool:
            return actor.may(permissions.SEE_REQUESTS)

        def may_read_signed(actor: Actor, file: StoredFile) -> bool:
            return actor.may(permissions.SEE_AGREEMENTS)

        for purpose in (LETTER, ANSWER, MAIL_ATTACHMENT, MINUTES):
            guard(purpose, may_read_letter)
        guard(SIGNED_DOCUMENT, may_read_signed)
        self.imported = (handlers, hold_handlers, own_data_handlers, request_handlers, road)
