"""Who may come into the room of an agreement, and who is in it."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.registry.models import Agreement
from agreements.room.rules import GuestRole
from foundation.history import FieldHistory


class Guest(models.Model):
    """Somebody of a partner whom CGE-MG invited to the room of its agreement.

    Of link, door and code only hashes and numbers are kept; the installation's key makes them anew.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="guests")
    role = models.CharField("papel", max_length=10, choices=GuestRole.choices)
    name = models.CharField("nome", max_length=200)
    email = models.EmailField("e-mail")
    invited_at = models.DateTimeField("convidada em")
    invited_by_name = models.CharField("convidada por", max_length=200)
    link_number = models.PositiveIntegerField(default=1)
    link_hash = models.CharField(max_length=64, unique=True)
    link_expires_at = models.DateTimeField("link vale até")
    link_used_at = models.DateTimeField("link usado em", null=True)
    door_hash = models.CharField(max_length=64)
    code_number = models.PositiveIntegerField(default=0)
    code_expires_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    entered_at = models.DateTimeField("última entrada", null=True)
    revoked_at = models.DateTimeField("convite cancelado em", null=True)
    revoke_reason = models.TextField("motivo do cancelamento", blank=True)

    class Meta:
        verbose_name = "convidado da sala"
        verbose_name_plural = "convidados da sala"
        ordering = ["invited_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=GuestRole.values), name="guest_role_known"),
            models.UniqueConstraint(
                fields=["door_hash"], condition=Q(revoked_at=None), name="guest_invited_once"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | ~Q(revoke_reason=""), name="guest_revoked_why"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="guest_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "agreement role invited_at link_used_at entered_at revoked_at revoke_reason",
                personal="name email invited_by_name",
                never="link_hash door_hash",
                silent="link_number link_expires_at code_number code_expires_at code_tries",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({GuestRole(self.role).label})"


class GuestSession(models.Model):
    """A guest who is in the room, for two hours at most."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    guest = models.ForeignKey(Guest, on_delete=models.PROTECT, related_name="sessions")
    key_hash = models.CharField(max_length=64, unique=True)
    address = models.CharField("endereço de rede", max_length=45, blank=True)
    began_at = models.DateTimeField("começou em")
    expires_at = models.DateTimeField("vale até")
    ended_at = models.DateTimeField("terminou em", null=True)

    class Meta:
        verbose_name = "sessão na sala"
        verbose_name_plural = "sessões na sala"
        triggers = [
            FieldHistory("guest began_at expires_at ended_at", personal="address", never="key_hash")
        ]

    def __str__(self) -> str:
        return f"Sessão de {self.guest}"
