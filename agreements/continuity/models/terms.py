"""Amendments, apostilles, and the end of an agreement."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import F, Q

from agreements.continuity.asking_rules import (
    stages_in_words,
)
from agreements.continuity.rules import (
    AMENDMENT_FLOW,
    OPEN_AMENDMENT,
    AmendmentKind,
    AmendmentState,
    ApostilleKind,
    EndingKind,
    written,
)
from agreements.registry.rules import Side
from foundation.history import FieldHistory
from foundation.periods import TermUnit


class Amendment(models.Model):
    """A termo aditivo, of the term or of stages: asked for, signed in time, published."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        "registry.Agreement", on_delete=models.PROTECT, related_name="amendments"
    )
    sequence = models.PositiveSmallIntegerField("número")
    state = models.CharField(
        "situação",
        max_length=10,
        choices=AmendmentState.choices,
        default=AmendmentState.REQUESTED,
    )
    kind = models.CharField(
        "assunto",
        max_length=10,
        choices=AmendmentKind.choices,
        default=AmendmentKind.EXTENSION,
        db_default=AmendmentKind.EXTENSION,
    )
    term_length = models.PositiveIntegerField("prazo acrescentado", default=0)
    term_unit = models.CharField(
        "unidade", max_length=6, choices=TermUnit.choices, blank=True, default=""
    )
    stages = models.JSONField("etapas com novo prazo", default=dict, db_default={}, blank=True)
    former_end_date = models.DateField("fim da vigência antes")
    new_end_date = models.DateField("novo fim da vigência")
    requested_date = models.DateField("pedido em")
    justification = models.TextField("justificativa")
    late_reason = models.TextField("por que só agora", blank=True)
    signed_date = models.DateField("última assinatura", null=True)
    document_number = models.CharField("número do documento no SEI", max_length=50, blank=True)
    signed_file = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_date = models.DateField("publicado em", null=True)
    page = models.CharField("página", max_length=20, blank=True)
    matter_code = models.CharField("código da matéria", max_length=40, blank=True)
    url = models.URLField("endereço da publicação", blank=True)
    gazette_file = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    abandoned_reason = models.TextField("por que foi abandonado", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "termo aditivo"
        verbose_name_plural = "termos aditivos"
        ordering = ["agreement", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "sequence"], name="amendment_once"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state__in=OPEN_AMENDMENT),
                name="amendment_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AmendmentState.values), name="amendment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=AmendmentKind.EXTENSION, new_end_date__gt=F("former_end_date"))
                | Q(kind=AmendmentKind.WORK_PLAN, new_end_date=F("former_end_date"))
                & ~Q(stages={}),
                name="amendment_extends",
            ),
            models.CheckConstraint(
                condition=Q(signed_date__isnull=True) | Q(signed_date__lte=F("former_end_date")),
                name="amendment_signed_in_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=AmendmentState.IN_EFFECT)
                | Q(signed_date__isnull=False, published_date__gte=F("signed_date")),
                name="amendment_in_effect_when_published",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="amendment_state", field="state", transitions=AMENDMENT_FLOW.pairs()
            ),
            FieldHistory(
                "agreement sequence state kind term_length term_unit stages former_end_date "
                "new_end_date requested_date justification late_reason signed_date document_number "
                "signed_file published_date page matter_code url gazette_file abandoned_reason",
                silent="created_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sequence}º termo aditivo ao {self.agreement.title}"

    @property
    def changes(self) -> str:
        """What it changes, in words."""
        if self.kind == AmendmentKind.WORK_PLAN:
            return f"Plano de trabalho: etapa {stages_in_words(self.stages)}"
        return f"Vigência até {written(self.new_end_date)}"


class Apostille(models.Model):
    """What was noted on an agreement without changing what was agreed; never rewritten."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        "registry.Agreement", on_delete=models.PROTECT, related_name="apostilles"
    )
    kind = models.CharField("assunto", max_length=10, choices=ApostilleKind.choices)
    text = models.TextField("o que muda")
    noted_date = models.DateField("data")
    document_number = models.CharField("número do documento no SEI", max_length=50)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = "apostila"
        ordering = ["noted_date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ApostilleKind.values), name="apostille_kind_known"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="apostille_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory("agreement kind noted_date document_number recorded_at", personal="text"),
        ]

    def __str__(self) -> str:
        return f"Apostila de {self.noted_date:%d/%m/%Y}"


class Ending(models.Model):
    """Why, by whom and when an agreement ends; `ended_at` once it has."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        "registry.Agreement", on_delete=models.PROTECT, related_name="endings"
    )
    kind = models.CharField("motivo do fim", max_length=10, choices=EndingKind.choices)
    side = models.CharField(
        "de quem é a iniciativa", max_length=8, choices=Side.choices, blank=True
    )
    notified_date = models.DateField("comunicado em")
    last_date = models.DateField("último dia de vigência")
    former_end_date = models.DateField("fim da vigência antes")
    reason = models.TextField("razões")
    file = models.ForeignKey(
        "documents.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    registered_by_name = models.CharField("registrado por", max_length=200)
    registered_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True)
    retraction_reason = models.TextField("por que foi desfeito", blank=True)
    ended_at = models.DateTimeField("encerrado em", null=True)

    class Meta:
        verbose_name = "fim de acordo"
        verbose_name_plural = "fins de acordos"
        ordering = ["agreement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(retracted_at=None), name="ending_standing_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EndingKind.values), name="ending_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(last_date__lte=F("former_end_date")), name="ending_within_term"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(retracted_at=None), name="ending_not_both"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="ending_kept", operation=pgtrigger.Delete),
            FieldHistory(
                "agreement kind side notified_date last_date former_end_date reason file "
                "registered_at retracted_at retraction_reason ended_at",
                personal="registered_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} do {self.agreement.title}"
