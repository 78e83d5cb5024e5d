"""Editions of the open data: each names its files, and the newest is the one that counts."""

from uuid import uuid4

import pgtrigger
from django.db import models

from agreements.openness.packaging import Part


class Edition(models.Model):
    """One state of all open tables, named as a whole: who reads never sees half of another."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField("sequência", unique=True)
    version = models.CharField("versão", max_length=20)
    shape_hash = models.CharField(max_length=64)
    files = models.JSONField("arquivos")
    changes = models.JSONField("mudanças")
    built_at = models.DateTimeField("gerada em")

    class Meta:
        verbose_name = "edição dos dados abertos"
        verbose_name_plural = "edições dos dados abertos"
        ordering = ["-sequence"]
        triggers = [
            pgtrigger.Protect(name="edition_final", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"Dados abertos {self.version}"

    @property
    def parts(self) -> dict[str, Part]:
        """The files, by name."""
        return {name: Part(**each) for name, each in self.files.items()}
