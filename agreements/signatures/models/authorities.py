"""Authorities under a root, the list of revoked certificates of each, and what is made of them."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.signatures.models.outside import TrustedRoot
from foundation.history import FieldHistory


class Authority(models.Model):
    """A root, or an authority under it, whose list of revoked certificates is kept.

    `address` is the one that a person confirmed; nothing is ever asked at another.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    root = models.ForeignKey(TrustedRoot, on_delete=models.PROTECT, related_name="authorities")
    fingerprint = models.CharField("SHA-256", max_length=64)
    subject = models.CharField("titular", max_length=300)
    certificate = models.TextField("certificado")
    address = models.CharField("endereço da lista", max_length=500, blank=True)
    added_at = models.DateTimeField("incluída em")
    added_by_name = models.CharField("incluída por", max_length=200)
    tried_at = models.DateTimeField("buscada em", null=True)
    trouble = models.CharField("última falha", max_length=300, blank=True)

    class Meta:
        verbose_name = "autoridade certificadora"
        verbose_name_plural = "autoridades certificadoras"
        ordering = ["subject", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["root", "fingerprint"], name="authority_once"),
            models.CheckConstraint(
                condition=Q(fingerprint__regex="^[0-9a-f]{64}$"), name="authority_fingerprint"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="authority_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="authority_unchanged", exclude=["address", "tried_at", "trouble"]
            ),
            FieldHistory(
                "root fingerprint subject address added_at",
                personal="added_by_name",
                silent="certificate tried_at trouble",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class RevocationList(models.Model):
    """The newest list of one authority; its signature was checked before it was kept."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    authority = models.OneToOneField(Authority, on_delete=models.PROTECT, related_name="kept")
    content = models.BinaryField("lista")
    made_at = models.DateTimeField("emitida em")
    ends_at = models.DateTimeField("vence em")
    entries = models.PositiveIntegerField("certificados revogados")
    source = models.CharField("de onde veio", max_length=500)
    got_at = models.DateTimeField("recebida em")

    class Meta:
        verbose_name = "lista de certificados revogados"
        verbose_name_plural = "listas de certificados revogados"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("made_at")), name="revocation_list_term"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="revocation_list_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "authority made_at ends_at entries source got_at",
                silent="content",
            ),
        ]

    def __str__(self) -> str:
        return f"Lista de {self.authority}"


class RevocationPolicy(models.Model):
    """What becomes of a signature whose revocation could not be looked up; the newest counts."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    is_binding = models.BooleanField("recusa o que não pôde ser consultado")
    reason = models.CharField("motivo", max_length=300)
    decided_at = models.DateTimeField("decidida em")
    decided_by_name = models.CharField("decidida por", max_length=200)

    class Meta:
        verbose_name = "regra de revogação"
        verbose_name_plural = "regras de revogação"
        ordering = ["-decided_at", "-pk"]
        triggers = [
            pgtrigger.Protect(
                name="revocation_policy_final", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory("is_binding decided_at", personal="reason decided_by_name"),
        ]

    def __str__(self) -> str:
        return "Recusa sem consulta" if self.is_binding else "Avisa sem consulta"
