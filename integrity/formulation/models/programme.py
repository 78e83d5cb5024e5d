"""The integrity programme of which the plan is the list of actions: step 2 of the road."""

from typing import Any
from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from foundation.history import FieldHistory
from integrity.formulation.models.plan import Plan


def words(title: str) -> "ArrayField[Any, Any]":
    """Entries of a catalogue by their uids: they are archived, never deleted."""
    return ArrayField(models.UUIDField(), verbose_name=title, default=list, blank=True)


class Programme(models.Model):
    """Strategic information, diagnosis, answers and general validation of one plan.

    `instruments`, `thematic_axes` and `stakeholders` hold the uids of catalogue entries.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="programme")
    mission = models.TextField("missão", blank=True)
    vision = models.TextField("visão", blank=True)
    guiding_values = models.TextField("valores", blank=True)
    organic_structure = models.TextField("estrutura orgânica", blank=True)
    competences = models.TextField("competências", blank=True)
    duties = models.TextField("atribuições", blank=True)
    instruments = words("instrumentos do diagnóstico")
    findings = models.TextField("principais resultados do diagnóstico", blank=True)
    integrity_vision = models.TextField("visão de futuro", blank=True)
    objectives = models.TextField("objetivos do programa", blank=True)
    governance = models.TextField("governança e gestão", blank=True)
    monitoring_period = models.TextField("periodicidade dos monitoramentos", blank=True)
    evaluation_period = models.TextField("periodicidade das avaliações", blank=True)
    update_period = models.TextField("periodicidade das atualizações", blank=True)
    communication_plan = models.TextField("aspectos do plano de comunicação", blank=True)
    training_plan = models.TextField("aspectos do plano de capacitação", blank=True)
    thematic_axes = words("eixos temáticos")
    validation_start = models.DateField("início da validação", null=True, blank=True)
    validation_end = models.DateField("conclusão da validação", null=True, blank=True)
    stakeholders = words("partes interessadas")
    validation_notes = models.TextField("informações complementares", blank=True)
    changed_at = models.DateTimeField("diagnóstico alterado em", null=True)
    noted_at = models.DateTimeField("ciência em", null=True)
    noted_by_name = models.CharField("ciência de", max_length=200, blank=True)
    is_agreed = models.BooleanField("a alta administração concorda", null=True)
    suggestions = models.TextField("sugestões da alta administração", blank=True)

    class Meta:
        verbose_name = "programa de integridade"
        verbose_name_plural = "programas de integridade"
        constraints = [
            models.CheckConstraint(
                condition=Q(validation_start=None, validation_end=None)
                | Q(validation_end__gte=F("validation_start")),
                name="programme_validation_period",
            ),
            models.CheckConstraint(
                condition=Q(noted_at=None, is_agreed=None)
                | Q(noted_at__isnull=False, is_agreed__isnull=False),
                name="programme_note_has_answer",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="programme_is_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "plan mission vision guiding_values organic_structure competences duties "
                "instruments findings integrity_vision objectives governance monitoring_period "
                "evaluation_period update_period communication_plan training_plan thematic_axes "
                "validation_start validation_end stakeholders validation_notes noted_at is_agreed "
                "suggestions",
                personal="noted_by_name",
                silent="changed_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Programa de {self.plan}"

    @property
    def is_noted(self) -> bool:
        """Whether the head knows the diagnosis as it is now."""
        return self.noted_at is not None and (
            self.changed_at is None or self.changed_at <= self.noted_at
        )


class TypedDraft(models.Model):
    """What one person typed in a form of a plan and did not save yet: nobody else sees it.

    `mark` is of the text that the person began with; saving the form takes the row away.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    form = models.CharField("formulário", max_length=40)
    mark = models.CharField(max_length=32)
    typed = models.JSONField("o que foi digitado", default=dict)
    kept_at = models.DateTimeField("guardado em")

    class Meta:
        verbose_name = "rascunho de formulário"
        verbose_name_plural = "rascunhos de formulário"
        constraints = [
            models.UniqueConstraint(fields=["plan", "user", "form"], name="typed_draft_once")
        ]

    def __str__(self) -> str:
        return f"{self.form} de {self.plan}"
