"""The work plan with its goals and stages."""

from uuid import uuid4

from django.db import models

from agreements.registry.models import Agreement
from agreements.work_plans.rules import Duty, OffsetUnit, Responsible, StageEvent, StageFact
from foundation.history import FieldHistory
from tenants.models import Organisation


class WorkPlan(models.Model):
    """What both sides will do under an agreement, and by when."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.OneToOneField(Agreement, on_delete=models.PROTECT, related_name="work_plan")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    justification = models.TextField("justificativa")
    expected_results = models.TextField("resultados esperados")
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "plano de trabalho"
        triggers = [
            FieldHistory(
                "agreement organisation justification expected_results revision",
                silent="created_at",
            )
        ]

    def __str__(self) -> str:
        return f"Plano de trabalho do {self.agreement}"


class Goal(models.Model):
    """One aim of the plan, with what shows that it was reached."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="goals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField("ordem")
    description = models.CharField("meta", max_length=300)
    indicator = models.CharField("indicador", max_length=200)

    class Meta:
        verbose_name = "meta"
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="goal_order_once")]
        triggers = [FieldHistory("plan organisation order description indicator")]

    def __str__(self) -> str:
        return f"{self.order}. {self.description}"


class Stage(models.Model):
    """One step towards a goal; its dates are counted from an event until the event has a date."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="stages")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField("ordem")
    description = models.CharField("etapa", max_length=300)
    responsible = models.CharField("responsável", max_length=8, choices=Responsible.choices)
    start_event = models.CharField("começa a contar de", max_length=12, choices=StageEvent.choices)
    start_offset = models.IntegerField("começo, em dias", default=0)
    end_event = models.CharField("termina a contar de", max_length=12, choices=StageEvent.choices)
    end_offset = models.IntegerField("fim, em dias")
    offset_unit = models.CharField(
        "contados em", max_length=14, choices=OffsetUnit.choices, default=OffsetUnit.DAYS
    )
    start_date = models.DateField("começo", null=True, blank=True)
    end_date = models.DateField("fim", null=True, blank=True)
    shown_by = models.CharField(
        "completa-se com", max_length=16, choices=StageFact.choices, blank=True, db_default=""
    )
    done_date = models.DateField("concluída em", null=True, blank=True)
    duty = models.CharField(
        "cumpre", max_length=12, choices=Duty.choices, blank=True, default="", db_default=""
    )
    moved_by = models.CharField(
        "prazo mudado por", max_length=40, blank=True, default="", db_default=""
    )

    class Meta:
        verbose_name = "etapa"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["goal", "order"], name="stage_order_once"),
            models.CheckConstraint(
                condition=models.Q(responsible__in=Responsible.values)
                & models.Q(start_event__in=StageEvent.values)
                & models.Q(end_event__in=StageEvent.values)
                & models.Q(offset_unit__in=OffsetUnit.values),
                name="stage_values_known",
            ),
            models.CheckConstraint(
                condition=models.Q(shown_by__in=["", *StageFact.values]), name="stage_fact_known"
            ),
            models.CheckConstraint(
                condition=models.Q(duty__in=["", *Duty.values]), name="stage_duty_known"
            ),
        ]
        triggers = [
            FieldHistory(
                "goal organisation order description responsible start_event start_offset "
                "end_event end_offset offset_unit start_date end_date shown_by done_date "
                "moved_by duty"
            )
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def number(self) -> str:
        """As it stands in the plan: the goal and the place in it."""
        return f"{self.goal.order}.{self.order}"
