"""The method of the organisation, version after version."""

from uuid import uuid4

import pgtrigger
from django.db import models

from foundation.history import FieldHistory


class MethodVersion(models.Model):
    """How the organisation works from one moment on; the latest one is in force."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField("versão", unique=True)
    body = models.JSONField("método")
    written_at = models.DateTimeField("escrito em")

    class Meta:
        verbose_name = "método da organização"
        verbose_name_plural = "métodos da organização"
        ordering = ["version"]
        triggers = [
            pgtrigger.Protect(
                name="method_version_final", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory("version written_at", silent="body"),
        ]

    def __str__(self) -> str:
        return f"Método, versão {self.version}"
