"""How an action is carried out: its classification, who answers for it, progress and evidence."""

from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from foundation.history import FieldHistory
from integrity.execution.rules import Kind
from integrity.formulation.models import Action, Word


class ActionType(Word):
    """What kind of measure an action is; the words differ from organ to organ."""

    class Meta(Word.Meta):
        verbose_name = "tipo de ação"
        verbose_name_plural = "tipos de ação"
        constraints = [
            models.UniqueConstraint(
                fields=["name", "organ"], nulls_distinct=False, name="action_type_once"
            )
        ]
        triggers = [FieldHistory("name organ is_active")]


class LimitingFactor(Word):
    """What may hold an action up; the words differ from organ to organ."""

    class Meta(Word.Meta):
        verbose_name = "fator limitante"
        verbose_name_plural = "fatores limitantes"
        constraints = [
            models.UniqueConstraint(
                fields=["name", "organ"], nulls_distinct=False, name="limiting_factor_once"
            )
        ]
        triggers = [FieldHistory("name organ is_active")]


class ActionExecution(models.Model):
    """The present state of one action's execution; each change of it is in the journal.

    `version` grows with every change, so that two people do not overwrite each other.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="execution")
    kind = models.CharField("classe", max_length=20, choices=Kind.choices)
    types = models.ManyToManyField(ActionType, related_name="+", verbose_name="tipos")
    planned_start = models.DateField("previsão de início")
    planned_end = models.DateField("previsão de conclusão", null=True, blank=True)
    planned_budget = models.DecimalField(
        "orçamento previsto", max_digits=20, decimal_places=2, null=True, blank=True
    )
    responsible = models.ForeignKey(
        "access.Person",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="responsável",
    )
    involved = models.ManyToManyField(
        "access.Person", blank=True, related_name="+", verbose_name="envolvidos"
    )
    percent = models.PositiveSmallIntegerField(
        "percentual", default=0, validators=[MaxValueValidator(100)]
    )
    actual_start = models.DateField("início", null=True, blank=True)
    actual_end = models.DateField("conclusão ou descontinuação", null=True, blank=True)
    spent_budget = models.DecimalField(
        "orçamento executado", max_digits=20, decimal_places=2, null=True, blank=True
    )
    discontinuation_reason = models.TextField("motivo da descontinuação", blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField("última alteração")

    class Meta:
        verbose_name = "execução da ação"
        verbose_name_plural = "execuções das ações"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="execution_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.CONTINUOUS, planned_end__isnull=True)
                | Q(kind=Kind.ONE_OFF, planned_end__gte=F("planned_start")),
                name="execution_planned_end_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(actual_start__isnull=True)
                | Q(actual_end__isnull=True)
                | Q(actual_end__gte=F("actual_start")),
                name="execution_ends_after_start",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="execution_percent_to_100"),
            models.CheckConstraint(
                condition=Q(spent_budget__isnull=True) | Q(actual_start__isnull=False),
                name="execution_spends_once_started",
            ),
        ]
        triggers = [
            FieldHistory(
                "action kind planned_start planned_end planned_budget responsible percent "
                "actual_start actual_end spent_budget discontinuation_reason",
                silent="version updated_at",
            )
        ]

    def __str__(self) -> str:
        return str(self.action)


class ProgressRecord(models.Model):
    """What was reported of an action on one day; never rewritten, a later record corrects it."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    execution = models.ForeignKey(
        ActionExecution, on_delete=models.PROTECT, related_name="progress"
    )
    recorded_at = models.DateTimeField("registrado em")
    recorded_date = models.DateField("data de referência")
    percent = models.PositiveSmallIntegerField("percentual")
    narrative = models.TextField("o que foi feito")
    actual_start = models.DateField("início", null=True, blank=True)
    actual_end = models.DateField("conclusão", null=True, blank=True)
    spent_budget = models.DecimalField(
        "orçamento executado", max_digits=20, decimal_places=2, null=True, blank=True
    )
    limiting_factors = models.ManyToManyField(
        LimitingFactor, blank=True, related_name="+", verbose_name="fatores limitantes"
    )
    author_name = models.CharField("registrado por", max_length=200)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "registro de andamento"
        verbose_name_plural = "registros de andamento"
        ordering = ["-recorded_date", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="progress_percent_to_100"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="progress_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory(
                "execution recorded_at recorded_date percent narrative actual_start "
                "actual_end spent_budget author",
                personal="author_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recorded_date:%d/%m/%Y} · {self.percent}%"


class Evidence(models.Model):
    """A file or a link that proves what was done; removing unlinks it and says why."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    execution = models.ForeignKey(
        ActionExecution, on_delete=models.PROTECT, related_name="evidence"
    )
    description = models.CharField("o que comprova", max_length=255)
    file = models.ForeignKey(
        "documents.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    link = models.URLField("endereço", max_length=500, blank=True)
    added_at = models.DateTimeField("incluída em")
    added_by = models.CharField("incluída por", max_length=200)
    removed_at = models.DateTimeField("retirada em", null=True, blank=True)
    removed_by = models.CharField("retirada por", max_length=200, blank=True)
    removal_reason = models.TextField("motivo da retirada", blank=True)

    class Meta:
        verbose_name = "evidência"
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(file__isnull=False) & Q(link=""))
                | (Q(file__isnull=True) & Q(link__iregex=r"^https?://")),
                name="evidence_file_or_web_link",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | ~Q(removal_reason=""),
                name="evidence_removed_with_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="evidence_is_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "execution description file link added_at removed_at removal_reason",
                personal="added_by removed_by",
            ),
        ]

    def __str__(self) -> str:
        return self.description
