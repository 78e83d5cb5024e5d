"""Who writes the plan, and by which act."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from foundation.history import FieldHistory
from integrity.formulation.models.plan import Plan


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
    is_active = models.BooleanField("ativo", default=True)

    class Meta:
        verbose_name = "membro da comissão"
        verbose_name_plural = "membros da comissão"
        ordering = ["-is_coordinator", "person__name"]
        constraints = [models.UniqueConstraint(fields=["commission", "person"], name="member_once")]
        triggers = [FieldHistory("commission person unit is_coordinator is_active")]

    def __str__(self) -> str:
        return str(self.person)
