"""Tables of the centre: what stands of each organisation, recounts, and what they found wrong."""

from uuid import uuid4

from django.db import models

from tenants.facts.rules import TITLES, Figures


class Facts(models.Model):
    """What is known of one organisation at the centre; `counted_at` says since when it is so.

    `asked_at`: something happened there that is not counted yet. `fault`: why the last recount of
    it failed.
    """

    organisation = models.OneToOneField(
        "tenants.Organisation",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="facts",
        verbose_name="organização",
    )
    plans = models.JSONField("planos", default=dict)
    actions = models.JSONField("ações em vigor", default=dict)
    actions_late = models.PositiveIntegerField("ações atrasadas", default=0)
    risks = models.JSONField("riscos", default=dict)
    recommendations_open = models.PositiveIntegerField("recomendações sem resposta", default=0)
    recommendations_late = models.PositiveIntegerField("recomendações atrasadas", default=0)
    plans_shown = models.PositiveIntegerField("planos na página pública", default=0, db_default=0)
    in_force_since_date = models.DateField("plano em vigor desde", null=True)
    last_activity_at = models.DateTimeField("última atividade", null=True)
    adoptions = models.JSONField("modelos adotados", default=dict, db_default={})
    counted_at = models.DateTimeField("dados de", null=True)
    recounted_at = models.DateTimeField("recontada em", null=True)
    asked_at = models.DateTimeField("contagem pedida em", null=True)
    fault = models.CharField("problema", max_length=500, blank=True)

    class Meta:
        verbose_name = "situação da organização"
        verbose_name_plural = "situações das organizações"
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(asked_at__isnull=False),
                name="facts_asked",
            )
        ]

    def __str__(self) -> str:
        return f"Situação de {self.organisation}"

    @property
    def figures(self) -> Figures:
        """What stands."""
        return Figures(**{name: getattr(self, name) for name in TITLES})


class Recount(models.Model):
    """One counting over: of every organisation, or of one; by the clock or by somebody."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        "tenants.Organisation", null=True, on_delete=models.PROTECT, related_name="recounts"
    )
    started_at = models.DateTimeField("começou em")
    started_by_name = models.CharField("pedida por", max_length=200)
    total = models.PositiveIntegerField("organizações a recontar")

    class Meta:
        verbose_name = "recontagem"
        verbose_name_plural = "recontagens"
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"Recontagem de {self.started_at:%d/%m/%Y}"


class Drift(models.Model):
    """One figure that a recount found wrong, and repaired."""

    organisation = models.ForeignKey(
        "tenants.Organisation", on_delete=models.PROTECT, related_name="drifts"
    )
    figure = models.CharField("dado", max_length=40, choices=TITLES.items())
    stood = models.JSONField("constava")
    found = models.JSONField("encontrado")
    counted_at = models.DateTimeField("constava desde")
    noticed_at = models.DateTimeField("corrigido em")

    class Meta:
        verbose_name = "divergência"
        verbose_name_plural = "divergências"
        ordering = ["-noticed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(figure__in=list(TITLES)), name="drift_figure_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_figure_display()} de {self.organisation}"
