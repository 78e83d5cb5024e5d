"""The system in use at a partner: declared by it and confirmed, or seen in its own place here."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.publication.production import PRODUCTION_FLOW, ProductionState, Source
from foundation.history import FieldHistory

# The role of an organisation declares; it neither confirms itself nor says that the system saw it.
ONLY_DECLARES = """
IF public.organisation_of(current_user) IS NOT NULL AND (
     TG_OP = 'UPDATE' OR NEW.state <> 'declared' OR NEW.source <> 'partner'
     OR NOT EXISTS (SELECT FROM public.registry_agreement a
                     WHERE a.id = NEW.agreement_id
                       AND a.organisation_id = NEW.organisation_id)) THEN
  RAISE EXCEPTION 'an organisation only declares'
    USING ERRCODE = 'insufficient_privilege';
END IF;
RETURN NEW;
"""


class Production(models.Model):
    """Since when, where and in which version a partner uses the system."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        "registry.Agreement", on_delete=models.PROTECT, related_name="productions"
    )
    organisation = models.ForeignKey("tenants.Organisation", on_delete=models.PROTECT)
    agreement_label = models.CharField("acordo", max_length=40)
    source = models.CharField("de onde se sabe", max_length=8, choices=Source.choices)
    state = models.CharField(
        "situação",
        max_length=10,
        choices=ProductionState.choices,
        default=ProductionState.DECLARED,
    )
    version = models.CharField("versão instalada", max_length=40, blank=True)
    url = models.URLField("endereço do sistema", blank=True)
    start_date = models.DateField("em produção desde")
    evidence = models.TextField("evidência")
    declared_at = models.DateTimeField("declarada em")
    declared_by_name = models.CharField("declarada por", max_length=200)
    judged_at = models.DateTimeField("apreciada em", null=True)
    return_reason = models.TextField("motivo da devolução", blank=True)

    class Meta:
        verbose_name = "entrada em produção"
        verbose_name_plural = "entradas em produção"
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ProductionState.values) & Q(source__in=Source.values),
                name="production_values_known",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state=ProductionState.DECLARED),
                name="production_declared_once",
            ),
            models.CheckConstraint(
                condition=~Q(source=Source.PARTNER)
                | (~Q(version="") & ~Q(url="") & ~Q(evidence="")),
                name="production_with_proof",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProductionState.RETURNED) | ~Q(return_reason=""),
                name="production_returned_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="production_state", field="state", transitions=PRODUCTION_FLOW.pairs()
            ),
            pgtrigger.Trigger(
                name="production_declares",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=ONLY_DECLARES,
            ),
            FieldHistory(
                "agreement organisation agreement_label source state version url start_date "
                "evidence declared_at judged_at return_reason",
                personal="declared_by_name",
            ),
        ]

    def __str__(self) -> str:
        version = f" {self.version}" if self.version else ""
        return f"SisPMPI{version} em produção · {self.agreement_label}"
