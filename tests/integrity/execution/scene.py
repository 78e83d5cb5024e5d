"""A published plan of one organ, its units, people and actions: where three phases are tried."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from access.models import Organ, Person, Unit
from audit.models import Entry
from documents.models import StoredFile
from events.models import Outbox
from events.tasks import deliver
from foundation.tenancy import inside
from integrity.execution.models import ActionExecution, ActionType
from integrity.formulation.models import Action, Adhesion, Axis, Plan, PlanPublication, SubAxis
from integrity.formulation.rules.flows import ActionStatus, PlanState
from tests.seed import FIRST, Place

NOON = datetime(2026, 3, 2, 15, tzinfo=UTC)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass
class Scene:
    """What a test finds in the schema of an organisation."""

    place: Place
    organ: Organ
    health: Unit
    clinic: Unit
    works: Unit
    plan: Plan
    axis: Axis
    sub_axis: SubAxis

    def action(self, number: str = "1", title: str = "", **more: Any) -> Action:
        """An action of the plan; of the health unit unless said otherwise."""
        with inside(self.place.schema):
            more.setdefault("executing_unit", self.health)
            return Action.objects.create(
                plan=self.plan,
                axis=self.axis,
                number=number,
                title=title or f"Revisar o código de ética {number}",
                created_at=NOON,
                updated_at=NOON,
                **more,
            )

    def execution(self, action: Action, **more: Any) -> ActionExecution:
        """The action as somebody classified it: one-off, from a month ago to in two months."""
        today = timezone.localdate()
        values: dict[str, Any] = {
            "kind": "one_off",
            "planned_start": today - timedelta(days=30),
            "planned_end": today + timedelta(days=60),
            "updated_at": timezone.now(),
        }
        with inside(self.place.schema):
            made = ActionExecution.objects.create(action=action, **(values | more))
            made.types.set(ActionType.objects.filter(name="Processo"))
            return made

    def person(self, name: str = "Rosa Responsável", **more: Any) -> Person:
        """Somebody of the directory."""
        with inside(self.place.schema):
            return Person.objects.create(name=name, unit=self.health, **more)

    def under_way(self, action: Action, **more: Any) -> ActionExecution:
        """The action begun, with somebody who answers for it."""
        person = more.pop("responsible", None) or self.person()
        made = self.execution(
            action, responsible=person, actual_start=date(2026, 3, 1), percent=10, **more
        )
        with inside(self.place.schema):
            action.status = ActionStatus.IN_PROGRESS
            action.save(update_fields=["status"])
        return made

    def journal(self, verb: str) -> list[Entry]:
        """The entries of a verb, newest first."""
        with inside(self.place.schema):
            return list(Entry.verbs.filter(verb=verb))

    def fresh(self, row: Any) -> Any:
        """The row as it is stored now."""
        with inside(self.place.schema):
            return type(row)._default_manager.get(pk=row.pk)

    def deliver(self) -> None:
        """Hand every waiting fact to its handlers, as the worker does; then once more."""
        with inside(self.place.schema):
            waiting = list(Outbox.objects.values_list("pk", flat=True))
        for _ in range(2):
            with inside(self.place.schema):
                Outbox.objects.filter(pk__in=waiting).update(delivered_at=None)
            for pk in waiting:
                deliver(schema=self.place.schema, outbox_id=pk)


def stored_pdf() -> StoredFile:
    """The row of a file, for what must point at one; its bytes are not read."""
    return StoredFile.objects.create(
        name="plano.pdf",
        size=len(PDF),
        media_type="application/pdf",
        sha256="0" * 64,
        purpose="plan_pdf",
        storage_key=f"nowhere/{StoredFile.objects.count()}",
        uploaded_by_name="Fátima Formuladora",
        at=NOON,
    )


def published(plan: Plan) -> PlanPublication:
    """The publication of a plan."""
    return PlanPublication.objects.create(
        plan=plan,
        published_date=date(2026, 3, 2),
        act_name="Decreto nº 10",
        act_url="https://exemplo.mg.gov.br/decreto-10",
        had_launch=True,
        launch_date=date(2026, 3, 3),
        is_on_site=True,
        site_url="https://exemplo.mg.gov.br/plano",
        knows_content=True,
        knows_closing=True,
        file=stored_pdf(),
        published_by_name="Fátima Formuladora",
        published_at=NOON,
        snapshot={},
        sha256="0" * 64,
    )


def adhered(organ: Organ) -> Adhesion:
    """What the head signed on paper before the plan was written, and confirmed."""
    return Adhesion.objects.create(
        organ=organ,
        way="registered",
        head_name="Pedro Prefeito",
        post="Prefeito Municipal",
        adhered_date=date(2026, 2, 2),
        act_name="Portaria nº 3",
        act_url="https://exemplo.mg.gov.br/portaria-3",
        recorded_by_name="Ícaro Controle",
        recorded_at=NOON,
        answered_by_name="Pedro Prefeito",
        answered_at=NOON,
    )


def build(place: Place = FIRST, organ_name: str = "Prefeitura de Vila Primeira") -> Scene:
    """An organ with three units and a plan in force without actions yet."""
    with inside(place.schema):
        organ = Organ.objects.create(name=organ_name, acronym="PVP")
        health = Unit.objects.create(organ=organ, name="Secretaria de Saúde")
        clinic = Unit.objects.create(organ=organ, name="Clínica Municipal", parent=health)
        works = Unit.objects.create(organ=organ, name="Secretaria de Obras")
        plan = Plan.objects.create(
            organ=organ,
            title=f"Plano de integridade · {organ_name}",
            state=PlanState.PUBLISHED,
            created_at=NOON,
            updated_at=NOON,
        )
        published(plan)
        adhered(organ)
        axis = Axis.objects.create(plan=plan, title="Gestão de pessoas")
        sub_axis = SubAxis.objects.create(axis=axis, title="Formação contínua")
    return Scene(place, organ, health, clinic, works, plan, axis, sub_axis)
