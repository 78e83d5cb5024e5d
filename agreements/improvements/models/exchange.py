"""What was said in the review of an improvement, and who else uses it."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.improvements.exchange import Turn
from agreements.improvements.models.improvements import Improvement
from foundation.history import FieldHistory

# DTIC asks and decides, the organisation answers.
ANSWERS_ONLY = """
IF public.organisation_of(current_user) IS NOT NULL AND NEW.turn <> 'answered' THEN
  RAISE EXCEPTION 'an organisation only answers in a review'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


class Review(models.Model):
    """One turn of the talk between DTIC and whoever made the improvement; never changed."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    improvement = models.ForeignKey(Improvement, on_delete=models.PROTECT, related_name="reviews")
    organisation = models.ForeignKey("tenants.Organisation", on_delete=models.PROTECT)
    turn = models.CharField("o que foi dito", max_length=10, choices=Turn.choices)
    text = models.TextField("texto", blank=True)
    at = models.DateTimeField("em")
    by_name = models.CharField("por", max_length=200)

    class Meta:
        verbose_name = "análise da melhoria"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(turn__in=Turn.values), name="review_turn_known"),
        ]
        triggers = [
            pgtrigger.Protect(name="review_final", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="review_answers_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=ANSWERS_ONLY,
            ),
            FieldHistory("improvement organisation turn text at", personal="by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.get_turn_display()}: {self.improvement}"


class Adoption(models.Model):
    """An organisation uses what another one made; undone, the row stays."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    improvement = models.ForeignKey(Improvement, on_delete=models.PROTECT, related_name="adoptions")
    organisation = models.ForeignKey("tenants.Organisation", on_delete=models.PROTECT)
    name = models.CharField("quem adotou", max_length=200)
    adopted_at = models.DateTimeField("adotada em")
    undone_at = models.DateTimeField("desfeita em", null=True)

    class Meta:
        verbose_name = "adoção de melhoria"
        verbose_name_plural = "adoções de melhorias"
        ordering = ["adopted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["improvement", "organisation"],
                condition=Q(undone_at=None),
                name="adopted_once",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="adoption_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="adoption_unchanged", exclude=["undone_at"]),
            FieldHistory("improvement organisation name adopted_at undone_at"),
        ]

    def __str__(self) -> str:
        return f"{self.improvement} · {self.name}"
