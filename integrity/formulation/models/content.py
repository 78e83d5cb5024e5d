"""What a plan says: axes, sub-axes and actions."""

from uuid import uuid4

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Lower

from foundation.history import FieldHistory
from integrity.formulation.models.plan import Plan
from integrity.formulation.models.planned import NOTHING, PLANNED, Planned
from integrity.formulation.rules.flows import ACTION_FLOW, ActionStatus

NUMBER = r"^(0|[1-9][0-9]{0,5})(\.(0|[1-9][0-9]{0,5})){0,4}$"


class Axis(models.Model):
    """A theme under which a plan gathers its actions."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="axes")
    title = models.CharField("título", max_length=255)
    description = models.TextField("descrição", blank=True)
    position = models.PositiveIntegerField(default=0)
    adopted = models.JSONField("modelos adotados", default=list, db_default=NOTHING, blank=True)

    class Meta:
        verbose_name = "eixo"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("plan", Lower("title"), name="axis_once_in_plan"),
        ]
        triggers = [FieldHistory("plan title description position", silent="adopted")]

    def __str__(self) -> str:
        return self.title


class SubAxis(models.Model):
    """A part of an axis."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    axis = models.ForeignKey(Axis, on_delete=models.PROTECT, related_name="sub_axes")
    title = models.CharField("título", max_length=255)
    description = models.TextField("descrição", blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "subeixo"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("axis", Lower("title"), name="sub_axis_once_in_axis"),
        ]
        triggers = [FieldHistory("axis title description position")]

    def __str__(self) -> str:
        return self.title


class Action(Planned):
    """What will be done, by which unit, when and what for; how it goes is written by execution.

    `number` is written as the organisation writes it (7 or 7.1); `number_key` puts 1.10 after 1.9.
    `origin` is the same action in the version that this plan was copied from; `adopted` are the
    models of the library that it began with, as `rules.adoption` describes them.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    axis = models.ForeignKey(Axis, on_delete=models.PROTECT, related_name="actions")
    sub_axis = models.ForeignKey(
        SubAxis, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    number = models.CharField("número", max_length=35)
    number_key = models.GeneratedField(
        expression=Cast(
            models.Func(F("number"), Value("."), function="string_to_array"),
            ArrayField(models.IntegerField()),
        ),
        output_field=ArrayField(models.IntegerField()),
        db_persist=True,
    )
    title = models.CharField("título", max_length=255)
    description = models.TextField("descrição", blank=True)
    objective = models.TextField("objetivo", blank=True)
    expected_benefit = models.TextField("benefício esperado", blank=True)
    executing_unit = models.ForeignKey(
        "access.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="executed_actions",
        verbose_name="unidade executora",
    )
    supporting_units = models.ManyToManyField(
        "access.Unit",
        blank=True,
        related_name="supported_actions",
        verbose_name="unidades de apoio",
    )
    status = models.CharField(
        "situação", max_length=20, choices=ActionStatus.choices, default=ActionStatus.NOT_STARTED
    )
    origin = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
        verbose_name="ação da versão anterior",
    )
    adopted = models.JSONField("modelos adotados", default=list, db_default=NOTHING, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField("criada em")
    updated_at = models.DateTimeField("alterada em")

    class Meta:
        verbose_name = "ação"
        verbose_name_plural = "ações"
        ordering = ["number_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="action_number_once_in_plan",
                deferrable=models.Deferrable.IMMEDIATE,  # two may change numbers in one statement
            ),
            models.CheckConstraint(condition=Q(number__regex=NUMBER), name="action_number_dotted"),
            models.CheckConstraint(condition=~Q(title=""), name="action_has_title"),
            models.CheckConstraint(
                condition=Q(status__in=ActionStatus.values), name="action_status_known"
            ),
            *Planned.Meta.constraints,
        ]
        triggers = [
            pgtrigger.FSM(name="action_flow", field="status", transitions=ACTION_FLOW.pairs()),
            FieldHistory(
                "plan axis sub_axis number title description objective expected_benefit "
                f"executing_unit status origin {PLANNED}",
                silent="adopted version created_at updated_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
