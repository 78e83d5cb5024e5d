"""The integrity plan of an organ."""

from uuid import uuid4

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from foundation.history import FieldHistory
from foundation.words import joined
from integrity.formulation.rules.flows import NEXT_STATES, OPEN_STATES, PLAN_FLOW, PlanState
from integrity.formulation.rules.joint import of_whom

AS_APPROVED = """
    IF NOT EXISTS (
        SELECT 1 FROM formulation_planpublication p
          JOIN formulation_submission s ON s.plan_id = p.plan_id AND s.sha256 = p.sha256
         WHERE p.plan_id = NEW.id AND s.state = 'approved'
    ) THEN
        RAISE EXCEPTION 'a plan is published as it was approved';
    END IF;
    RETURN NEW;
"""


NAMES_ITS_ORGANS = """
    IF TG_OP = 'INSERT' THEN
        INSERT INTO formulation_planorgan (uid, plan_id, organ_id, leads, stage, answer,
                                           answered_by_name, reason)
        VALUES (gen_random_uuid(), NEW.id, NEW.organ_id, true, 'next', 'agreed', '', '');
    ELSE
        UPDATE formulation_planorgan SET stage = 'next' WHERE plan_id = NEW.id;
    END IF;
    RETURN NULL;
"""


class Plan(models.Model):
    """One edition and revision of the plan; one is in draft and one in force per organ.

    `organ` leads it. `PlanOrgan` names every organ that it is of, the one that leads included.
    """

    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organ = models.ForeignKey("access.Organ", on_delete=models.PROTECT, related_name="plans")
    title = models.CharField("título", max_length=255)
    edition = models.PositiveIntegerField("edição", default=1)
    revision = models.PositiveIntegerField("revisão", default=0)
    state = models.CharField(
        "situação", max_length=20, choices=PlanState.choices, default=PlanState.NOT_STARTED
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField("criado em")
    updated_at = models.DateTimeField("alterado em")

    class Meta:
        verbose_name = "plano de integridade"
        verbose_name_plural = "planos de integridade"
        ordering = ["organ", "-edition", "-revision"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PlanState.values), name="plan_state_known"
            ),
            models.CheckConstraint(condition=Q(edition__gte=1), name="plan_edition_from_one"),
            models.UniqueConstraint(
                fields=["organ", "edition", "revision"], name="plan_edition_once"
            ),
            models.UniqueConstraint(
                fields=["organ"],
                condition=Q(state__in=[each.value for each in NEXT_STATES]),
                name="plan_one_in_draft",
            ),
            models.UniqueConstraint(
                fields=["organ"],
                condition=Q(state=PlanState.PUBLISHED.value),
                name="plan_one_in_force",
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="plan_flow", field="state", transitions=PLAN_FLOW.pairs()),
            pgtrigger.Trigger(
                name="plan_published_as_approved",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__state=PlanState.PUBLISHED.value)
                & ~pgtrigger.Q(old__state=PlanState.PUBLISHED.value),
                func=AS_APPROVED,
            ),
            pgtrigger.Protect(name="plan_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="plan_led_by_one", fields=["organ"]),
            pgtrigger.Trigger(
                name="plan_names_its_organs",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                func=NAMES_ITS_ORGANS,
            ),
            FieldHistory(
                "organ title edition revision state", silent="version created_at updated_at"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def edition_label(self) -> str:
        """`1ª edição`, and `revisão 2` where there is one."""
        revision = f", revisão {self.revision}" if self.revision else ""
        return f"{self.edition}ª edição{revision}"

    @cached_property
    def partners(self) -> list[str]:
        """The names of the organs that take part beside the one that leads."""
        return sorted(str(each.organ) for each in self.parts.all() if not each.leads)

    @property
    def of_whom(self) -> str:
        """The organs of the plan in words, the one that leads first."""
        return of_whom(str(self.organ), joined(self.partners))

    @property
    def is_open(self) -> bool:
        """Whether its content may still be written."""
        return PlanState(self.state) in OPEN_STATES
