"""A plan as it was published: its act, its file, its frozen content."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q

from foundation.history import FieldHistory
from integrity.formulation.models.plan import Plan


class PlanPublication(models.Model):
    """Written once, in the transaction that publishes the plan; the database refuses any change."""

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="publication")
    published_date = models.DateField("data da publicação")
    act_name = models.CharField("nome e número do ato", max_length=255)
    act_url = models.URLField("endereço do ato", max_length=500)
    had_launch = models.BooleanField("houve evento de lançamento")
    launch_date = models.DateField("data do evento", null=True)
    no_launch_reason = models.TextField("por que não houve evento", blank=True)
    is_on_site = models.BooleanField("o plano está no sítio público")
    site_url = models.URLField("endereço no sítio", max_length=500, blank=True)
    no_site_reason = models.TextField("por que não está no sítio", blank=True)
    knows_content = models.BooleanField("a autoridade máxima conhece e aprova o conteúdo")
    knows_closing = models.BooleanField("a elaboração será encerrada")
    file = models.OneToOneField(
        "documents.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="PDF"
    )
    communication_file = models.OneToOneField(
        "documents.StoredFile",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="plano de comunicação",
    )
    training_file = models.OneToOneField(
        "documents.StoredFile",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="plano de capacitação",
    )
    published_by_uid = models.UUIDField(null=True)
    published_by_name = models.CharField("publicado por", max_length=200)
    published_at = models.DateTimeField("publicado em")
    snapshot = models.JSONField()
    sha256 = models.CharField("SHA-256 do conteúdo", max_length=64)

    class Meta:
        verbose_name = "publicação do plano"
        verbose_name_plural = "publicações dos planos"
        constraints = [
            models.CheckConstraint(
                condition=Q(knows_content=True, knows_closing=True), name="publication_acknowledged"
            ),
            models.CheckConstraint(
                condition=Q(had_launch=True, launch_date__isnull=False)
                | (Q(had_launch=False) & ~Q(no_launch_reason="")),
                name="publication_launch_or_reason",
            ),
            models.CheckConstraint(
                condition=(Q(is_on_site=True) & ~Q(site_url=""))
                | (Q(is_on_site=False) & ~Q(no_site_reason="")),
                name="publication_site_or_reason",
            ),
            models.CheckConstraint(
                condition=~Q(act_name="") & ~Q(act_url=""), name="publication_has_act"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="publication_final", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            FieldHistory(
                "plan published_date act_name act_url had_launch launch_date no_launch_reason "
                "is_on_site site_url no_site_reason knows_content knows_closing file "
                "communication_file training_file "
                "published_by_uid published_at sha256",
                personal="published_by_name",
                silent="snapshot",
            ),
        ]

    def __str__(self) -> str:
        return f"Publicação de {self.plan}"
