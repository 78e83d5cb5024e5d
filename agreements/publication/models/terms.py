"""The terms of use of the code in versions: the newest is accepted, the others stay."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory


class TermsOfUse(models.Model):
    """One version of the terms under which a partner receives the code; it never changes."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField("versão", unique=True)
    text = models.TextField("texto")
    text_hash = models.CharField("SHA-256 do texto", max_length=64)
    reason = models.TextField("por que mudou", blank=True)
    published_at = models.DateTimeField("publicada em", null=True)
    published_by_name = models.CharField("publicada por", max_length=200, blank=True)

    class Meta:
        verbose_name = "termos de uso do código"
        verbose_name_plural = "termos de uso do código"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & Q(text_hash__regex="^[0-9a-f]{64}$"), name="terms_whole"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="terms_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory(
                "number text_hash reason published_at", personal="published_by_name", silent="text"
            ),
        ]

    def __str__(self) -> str:
        return f"Termos de uso do SisPMPI, versão {self.version}"

    @property
    def version(self) -> str:
        """As it is written in every delivery: `2.0`."""
        return f"{self.number}.0"

    @property
    def paragraphs(self) -> list[str]:
        """The text, paragraph by paragraph."""
        return self.text.split("\n")
