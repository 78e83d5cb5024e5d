"""The day's root of each journal, published for anybody."""

import pgtrigger
from django.db import models


class JournalRoot(models.Model):
    """How long the chain of a schema was when a day ended, and the hash of its last entry."""

    schema_name = models.CharField(max_length=63)
    day = models.DateField("dia")
    entries = models.BigIntegerField("registros")
    hash = models.CharField("raiz", max_length=64)
    published_at = models.DateTimeField("publicada em")

    class Meta:
        app_label = "tenants"
        verbose_name = "raiz do diário"
        verbose_name_plural = "raízes dos diários"
        ordering = ["-day", "schema_name"]
        constraints = [
            models.UniqueConstraint(fields=["day", "schema_name"], name="journal_root_once_a_day")
        ]
        triggers = [
            pgtrigger.Protect(
                name="journal_root_final", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.schema_name}, {self.day:%d/%m/%Y}"
