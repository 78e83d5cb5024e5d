"""The adhesion of the head of an organ to the integrity programme, and those before it."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.formulation.rules.adhesion import ADHESION_FLOW, AdhesionState, Way

IN_FORCE = AdhesionState.IN_FORCE.value
AS_GIVEN = (
    "organ way head_name post adhered_date mandate_until act_name act_url process text_version text"
    " sha256 recorded_by_name recorded_at"
)


class Adhesion(models.Model):
    """One adhesion; a further one takes its place, and none is ever overwritten.

    `head_uid` is the account of the head who declared it, or confirmed what others registered.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organ = models.ForeignKey(
        "access.Organ", on_delete=models.PROTECT, related_name="adhesions", verbose_name="órgão"
    )
    state = models.CharField(
        "situação", max_length=10, choices=AdhesionState.choices, default=AdhesionState.IN_FORCE
    )
    way = models.CharField("como", max_length=10, choices=Way.choices)
    head_name = models.CharField("dirigente máximo", max_length=200)
    head_uid = models.UUIDField(null=True, editable=False)
    post = models.CharField("cargo", max_length=120)
    adhered_date = models.DateField("data da adesão")
    mandate_until = models.DateField("mandato até", null=True)
    act_name = models.CharField("nome e número do ato", max_length=255, blank=True)
    act_url = models.URLField("endereço do ato", max_length=500, blank=True)
    process = models.CharField("processo", max_length=60, blank=True)
    text_version = models.PositiveSmallIntegerField("versão da declaração", default=0)
    text = models.TextField("declaração", blank=True)
    sha256 = models.CharField("SHA-256 da declaração", max_length=64, blank=True)
    recorded_by_name = models.CharField("registrada por", max_length=200)
    recorded_at = models.DateTimeField("registrada em")
    answered_by_name = models.CharField("confirmada por", max_length=200, blank=True)
    answered_at = models.DateTimeField("confirmada em", null=True)
    ended_by_name = models.CharField("encerrada por", max_length=200, blank=True)
    ended_at = models.DateTimeField("encerrada em", null=True)
    end_reason = models.TextField("motivo", blank=True)
    end_act = models.CharField("ato que a retira", max_length=255, blank=True)

    class Meta:
        verbose_name = "adesão do dirigente máximo"
        verbose_name_plural = "adesões dos dirigentes máximos"
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ"], condition=Q(state=IN_FORCE), name="adhesion_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AdhesionState.values), name="adhesion_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(head_name="")
                & ~Q(post="")
                & (
                    Q(way=Way.DECLARED.value, text_version__gte=1, answered_at=None)
                    & ~Q(text="")
                    & ~Q(sha256="")
                    | Q(way=Way.REGISTERED.value, text_version=0)
                    & ~Q(act_name="")
                    & ~Q(act_url="", process="")
                ),
                name="adhesion_of_its_way",
            ),
            models.CheckConstraint(
                condition=Q(state=IN_FORCE, ended_at=None)
                | Q(state=AdhesionState.RENEWED.value, ended_at__isnull=False)
                | Q(ended_at__isnull=False) & ~Q(end_reason=""),
                name="adhesion_ended_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="adhesion_flow", field="state", transitions=ADHESION_FLOW.pairs()),
            pgtrigger.ReadOnly(name="adhesion_as_given", fields=AS_GIVEN.split()),
            pgtrigger.Protect(
                name="adhesion_over",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=IN_FORCE),
            ),
            pgtrigger.Protect(
                name="adhesion_answered_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__answered_at__isnull=False)
                & pgtrigger.Q(old__answered_at__df=pgtrigger.F("new__answered_at"))
                | pgtrigger.Q(old__head_uid__isnull=False)
                & pgtrigger.Q(old__head_uid__df=pgtrigger.F("new__head_uid")),
            ),
            pgtrigger.Protect(name="adhesion_is_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "organ state way head_uid adhered_date mandate_until act_name act_url process"
                " text_version sha256 recorded_at answered_at ended_at end_reason end_act",
                personal="head_name post recorded_by_name answered_by_name ended_by_name",
                silent="text",
            ),
        ]

    def __str__(self) -> str:
        return f"Adesão de {self.organ}"

    @property
    def is_unconfirmed(self) -> bool:
        """Whether others registered it and the head did not say yet whether that is right."""
        return self.way == Way.REGISTERED and self.answered_at is None

    @property
    def by(self) -> str:
        """Who adhered, in what post."""
        return f"{self.head_name}, {self.post}"
