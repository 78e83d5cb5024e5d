"""Room, as Django knows it."""

from django.apps import AppConfig


class RoomConfig(AppConfig):
    name = "agreements.room"
    label = "room"
    verbose_name = "Salas dos partícipes"

    def ready(self) -> None:
        from access.rules import Actor
        from agreements.registry.permissions import SEE_AGREEMENTS
        from agreements.room import chapters, handlers
        from agreements.room.rules import PROOF
        from documents.models import StoredFile
        from documents.registry import guard

        def may_read_proof(actor: Actor, file: StoredFile) -> bool:
            return actor.may(SEE_AGREEMENTS)

        guard(PROOF, may_read_proof)
        self.imported = (chapters, handlers)
