"""What a plan foresees for an action; once it is published, this is the baseline."""

from django.db import models
from django.db.models import F, Q, Value

from integrity.formulation.rules.planning import (
    ActionKind,
    Frequency,
    Indicator,
    Milestone,
    indicators_of,
    milestones_of,
)

PLANNED = (
    "kind types planned_start planned_end responsible alternate check_in expected_evidence product "
    "planned_budget weight milestones indicators"
)
NOTHING = Value([], models.JSONField())


class Planned(models.Model):
    """The columns of it; execution keeps days of its own, which are a forecast."""

    kind = models.CharField(
        "classe", max_length=20, choices=ActionKind.choices, blank=True, default="", db_default=""
    )
    types = models.JSONField("tipos", default=list, db_default=NOTHING, blank=True)
    planned_start = models.DateField("início planejado", null=True, blank=True)
    planned_end = models.DateField("conclusão planejada", null=True, blank=True)
    responsible = models.ForeignKey(
        "access.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="responsável",
    )
    alternate = models.ForeignKey(
        "access.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="suplente",
    )
    check_in = models.CharField(
        "frequência de acompanhamento",
        max_length=20,
        choices=Frequency.choices,
        blank=True,
        default="",
        db_default="",
    )
    expected_evidence = models.TextField(
        "evidência esperada", blank=True, default="", db_default=""
    )
    product = models.TextField("produto", blank=True, default="", db_default="")
    planned_budget = models.DecimalField(
        "orçamento previsto", max_digits=20, decimal_places=2, null=True, blank=True
    )
    weight = models.PositiveSmallIntegerField("peso", default=1, db_default=1)
    milestones = models.JSONField("marcos", default=list, db_default=NOTHING, blank=True)
    indicators = models.JSONField("indicadores", default=list, db_default=NOTHING, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["", *ActionKind.values]), name="action_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(planned_start__isnull=True)
                | Q(planned_end__isnull=True)
                | Q(planned_end__gte=F("planned_start")),
                name="action_planned_end_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(kind=ActionKind.CONTINUOUS) | Q(planned_end__isnull=True),
                name="action_continuous_without_end",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100), name="action_weight_to_100"
            ),
        ]

    @property
    def stages(self) -> tuple[Milestone, ...]:
        """The milestones, by day."""
        return milestones_of(self.milestones)

    @property
    def measures(self) -> tuple[Indicator, ...]:
        """The indicators."""
        return indicators_of(self.indicators)
