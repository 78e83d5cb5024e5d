"""Who is heard in the general validation of a plan, and what each of them said."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.formulation.models.plan import Plan
from integrity.formulation.rules.validation import About, Treatment


class ValidationInvitation(models.Model):
    """Somebody without an account who reads the draft by a signed link, and comments on it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField("nome", max_length=200)
    email = models.EmailField("e-mail", max_length=254)
    invited_at = models.DateTimeField("convidada em")
    withdrawn_at = models.DateTimeField("convite retirado em", null=True)

    class Meta:
        verbose_name = "convite para a validação"
        verbose_name_plural = "convites para a validação"
        ordering = ["invited_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "email"],
                condition=Q(withdrawn_at=None),
                name="validation_invited_once",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="validation_invitation_kept", operation=pgtrigger.Delete),
            FieldHistory("plan invited_at withdrawn_at", personal="name email"),
        ]

    def __str__(self) -> str:
        return self.name


class ValidationComment(models.Model):
    """What an invited person said of the draft, and what was done with it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    invitation = models.ForeignKey(
        ValidationInvitation, on_delete=models.PROTECT, related_name="comments"
    )
    about = models.CharField("assunto", max_length=20, choices=About.choices)
    text = models.TextField("contribuição")
    sent_at = models.DateTimeField("enviada em")
    treatment = models.CharField(
        "o que foi feito", max_length=20, choices=Treatment.choices, blank=True
    )
    answer = models.TextField("resposta", blank=True)
    answered_by_name = models.CharField("respondida por", max_length=200, blank=True)
    answered_at = models.DateTimeField("respondida em", null=True)

    class Meta:
        verbose_name = "contribuição à validação"
        verbose_name_plural = "contribuições à validação"
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(treatment="", answer="", answered_at=None)
                | (Q(treatment__in=Treatment.values, answered_at__isnull=False) & ~Q(answer="")),
                name="validation_comment_answered",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="validation_comment_has_text"),
        ]
        triggers = [
            pgtrigger.Protect(name="validation_comment_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "invitation about text sent_at treatment answer answered_at",
                personal="answered_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"Contribuição sobre {About(self.about).label.lower()}"
