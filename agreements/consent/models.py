"""That somebody of the partner accepted a version of a text."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.registry.models import Agreement
from agreements.registry.rules import SignedDocument
from agreements.room.models import Guest
from agreements.work_plans.models import Draft
from foundation.history import FieldHistory


class Acceptance(models.Model):
    """Who of the partner accepted which text, when, and from where; never changed."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="acceptances")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="acceptances")
    guest = models.ForeignKey(Guest, on_delete=models.PROTECT, related_name="acceptances")
    document = models.CharField("documento", max_length=10, choices=SignedDocument.choices)
    text_hash = models.CharField("SHA-256 do texto aceito", max_length=64)
    accepted_at = models.DateTimeField("aceito em")
    accepted_by_name = models.CharField("aceito por", max_length=200)
    address = models.CharField("endereço de rede", max_length=45, blank=True)

    class Meta:
        verbose_name = "aceite"
        ordering = ["-accepted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "guest"], name="acceptance_once"),
            models.CheckConstraint(
                condition=Q(document__in=SignedDocument.values), name="acceptance_document_known"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="acceptance_final", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory(
                "agreement draft guest document text_hash accepted_at",
                personal="accepted_by_name address",
            ),
        ]

    def __str__(self) -> str:
        return f"Aceite: {self.document_name}, versão {self.draft.version}"

    @property
    def document_name(self) -> str:
        """What was accepted, by the name that the text itself bears."""
        return self.draft.document_name
