"""Who heads an organisation, and whom to write to."""

from uuid import uuid4

from django.db import models

from agreements.registry.rules import ContactRole
from foundation.history import FieldHistory
from tenants.models import Organisation


class Representative(models.Model):
    """Who heads an organisation (or headed it), and by which act."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="representatives"
    )
    name = models.CharField("nome", max_length=200)
    post = models.CharField("cargo", max_length=120)
    act = models.CharField("ato de investidura", max_length=200)
    mandate_start = models.DateField("início do mandato")
    mandate_end = models.DateField("fim do mandato", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "representante"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mandate_end__isnull=True)
                | models.Q(mandate_end__gte=models.F("mandate_start")),
                name="representative_mandate_in_order",
            ),
        ]
        triggers = [
            FieldHistory(
                "organisation mandate_start mandate_end",
                personal="name post act",
                silent="created_at",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.post})"


class Contact(models.Model):
    """Whom to write or call at an organisation."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contacts"
    )
    role = models.CharField("papel", max_length=12, choices=ContactRole.choices)
    name = models.CharField("nome", max_length=200)
    email = models.EmailField("e-mail")
    phone = models.CharField("telefone", max_length=30, blank=True)
    post = models.CharField("cargo", max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "contato"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=ContactRole.values), name="contact_role_known"
            ),
        ]
        triggers = [
            FieldHistory("organisation role", personal="name email phone post", silent="created_at")
        ]

    def __str__(self) -> str:
        return f"{self.name} ({ContactRole(self.role).label})"
