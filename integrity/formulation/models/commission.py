"""Who writes the plan, and by which act."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import F, Q

from foundation.history import FieldHistory
from integrity.formulation.models.plan import Plan
from integrity.formulation.rules.commission import ActKind, place_of, place_said


class Commission(models.Model):
    """The commission that drafts a plan: instituted by a formal act, or at work since a day."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="commission")
    is_formal = models.BooleanField("instituída formalmente")
    act_name = models.CharField("nome e número do ato", max_length=255, blank=True)
    act_url = models.URLField("endereço do ato", max_length=500, blank=True)
    published_date = models.DateField("data de publicação do ato", null=True, blank=True)
    term_days = models.PositiveIntegerField("prazo em dias", null=True, blank=True)
    due_date = models.DateField("previsão de conclusão", null=True, blank=True)
    start_date = models.DateField("data de início", null=True, blank=True)

    class Meta:
        verbose_name = "comissão"
        verbose_name_plural = "comissões"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_formal=False, start_date__isnull=False)
                | (
                    Q(is_formal=True, published_date__isnull=False, term_days__gte=1)
                    & ~Q(act_name="")
                    & ~Q(act_url="")
                    & Q(due_date=F("published_date") + F("term_days"))
                ),
                name="commission_act_or_start",
            )
        ]
        triggers = [
            FieldHistory(
                "plan is_formal act_name act_url published_date term_days due_date start_date"
            )
        ]

    def __str__(self) -> str:
        return f"Comissão de {self.plan}"


class CommissionMember(models.Model):
    """A person of the commission."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("access.Person", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "access.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_coordinator = models.BooleanField("coordena", default=False)
    is_alternate = models.BooleanField("suplente", default=False, db_default=False)
    is_active = models.BooleanField("ativo", default=True)

    class Meta:
        verbose_name = "membro da comissão"
        verbose_name_plural = "membros da comissão"
        ordering = ["is_alternate", "-is_coordinator", "person__name"]
        constraints = [models.UniqueConstraint(fields=["commission", "person"], name="member_once")]
        triggers = [FieldHistory("commission person unit is_coordinator is_alternate is_active")]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def place(self) -> str:
        """Where the person stands, as an act keeps it."""
        return place_of(
            is_active=self.is_active,
            is_coordinator=self.is_coordinator,
            is_alternate=self.is_alternate,
        )

    @property
    def said(self) -> str:
        """What is written beside the name."""
        return place_said(self.place)


class CommissionAct(models.Model):
    """An act that prolongs the term of a commission, or changes who is in it; numbered by kind.

    `seats` says of each member where it stood before and stands after: no name, only the `uid`.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField("o que muda", max_length=20, choices=ActKind.choices)
    number = models.PositiveIntegerField("número")
    act_name = models.CharField("nome e número do ato", max_length=255)
    act_url = models.URLField("endereço do ato", max_length=500)
    published_date = models.DateField("data de publicação do ato")
    term_days = models.PositiveIntegerField("prazo em dias", null=True)
    due_date = models.DateField("nova previsão de conclusão", null=True)
    seats = models.JSONField("composição", default=list)

    class Meta:
        verbose_name = "ato da comissão"
        verbose_name_plural = "atos das comissões"
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "kind", "number"], name="commission_act_numbered"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="commission_act_from_one"),
            models.CheckConstraint(
                condition=~Q(act_name="") & ~Q(act_url=""), name="commission_act_named"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind=ActKind.EXTENSION.value,
                    term_days__gte=1,
                    due_date=F("published_date") + F("term_days"),
                )
                | Q(kind=ActKind.COMPOSITION.value, term_days=None, due_date=None),
                name="commission_act_of_its_kind",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="commission_act_is_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "commission kind number act_name act_url published_date term_days due_date",
                silent="seats",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}ª {ActKind(self.kind).label.lower()}"
