"""The act by which an organisation has a place without an agreement made here."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from tenants.origins.rules import BY_ACT, Origin


class OriginAct(models.Model):
    """A reasoned act of the director of DCI; public, and never changed."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.OneToOneField(
        "tenants.Organisation", on_delete=models.PROTECT, related_name="origin_act"
    )
    origin = models.CharField(
        "origem", max_length=10, choices=[(each.value, each.label) for each in BY_ACT]
    )
    act = models.CharField("ato", max_length=200)
    act_date = models.DateField("data do ato")
    reason = models.TextField("motivação")
    decided_at = models.DateTimeField("decidido em")
    decided_by_name = models.CharField("decidido por", max_length=200)

    class Meta:
        verbose_name = "ato de origem"
        verbose_name_plural = "atos de origem"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=[each.value for each in BY_ACT]), name="origin_by_act"
            ),
            models.CheckConstraint(
                condition=~Q(act="") & ~Q(reason=""), name="origin_act_with_reason"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="origin_final", operation=pgtrigger.Update | pgtrigger.Delete),
            FieldHistory(
                "organisation origin act act_date reason decided_at", personal="decided_by_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{Origin(self.origin).label}: {self.act}"
