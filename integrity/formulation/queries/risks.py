"""Integrity risks of a plan: one, many, their places in the matrix, how well they are treated."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from access.models import Person
from foundation.refusals import NotFound
from integrity.formulation.models import IntegrityRisk, Plan, RiskScale
from integrity.formulation.queries.joint import organs_in, units_named
from integrity.formulation.rules.flows import ActionStatus
from integrity.formulation.rules.risk_scales import FOUR, PRESETS, Scale
from integrity.formulation.rules.risks import Coverage, coverage

Risks = QuerySet[Any]  # each annotated with `treatments`
STANDING = ~Q(actions__status=ActionStatus.DISCONTINUED) & Q(actions__isnull=False)
TREATED, UNTREATED = "tratados", "sem-tratamento"


@dataclass(frozen=True, slots=True)
class ScaleInForce:
    """The scale by which risks are assessed now; everybody begins with version 0."""

    version: int
    scale: Scale


def scale_in_force() -> ScaleInForce:
    """The latest scale that the organisation wrote."""
    latest = RiskScale.objects.order_by("-version").first()
    if latest is None:
        return ScaleInForce(0, PRESETS[FOUR])
    return ScaleInForce(latest.version, Scale.from_json(latest.body))


def risks_of(plan: Plan) -> Risks:
    """The risks of a plan by number, archived ones too, each with how many actions treat it."""
    named = plan.risks.select_related("owner", "owner_unit")
    if plan.partners:
        named = plan.risks.select_related("owner").prefetch_related(
            Prefetch("owner_unit", units_named(plan))
        )
    return named.annotate(treatments=Count("actions", filter=STANDING)).order_by("number")


def living_risks_of(plan: Plan) -> Risks:
    """The same without the archived ones."""
    return risks_of(plan).filter(archived_at=None)


def with_treatment(plan: Plan) -> Risks:
    """The same, each with its actions: what a document says of them."""
    return living_risks_of(plan).prefetch_related("actions")


def risk_in(plan: Plan, uid: UUID) -> IntegrityRisk:
    """A risk of the plan. Raises NotFound for another plan's."""
    found: IntegrityRisk | None = risks_of(plan).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def next_risk_number(plan: Plan) -> int:
    """One more than the highest: the number of an archived risk is not given anew."""
    return int(plan.risks.aggregate(latest=Max("number"))["latest"] or 0) + 1


def matching(
    found: Risks,
    *,
    text: str = "",
    level: str = "",
    category: str = "",
    treatment: str = "",
    archived: bool = False,
) -> Risks:
    """The risks that fit the filters of the list."""
    found = found.filter(archived_at__isnull=not archived)
    for word in text.split():
        said = Q(event__icontains=word) | Q(cause__icontains=word) | Q(subtype__icontains=word)
        found = found.filter(said | Q(consequence__icontains=word))
    if level:
        found = found.filter(level=level)
    if category:
        found = found.filter(category=category)
    if treatment == TREATED:
        found = found.filter(treatments__gt=0)
    return found.filter(treatments=0) if treatment == UNTREATED else found


def coverage_of(plan: Plan) -> Coverage:
    """How many grave risks of the plan some action treats."""
    return coverage(living_risks_of(plan).values_list("is_grave", "treatments"))


def levels_named(plan: Plan) -> list[str]:
    """The levels that risks of the plan have, whichever scale gave them, gravest first."""
    named = plan.risks.exclude(level="").values_list("level").annotate(rank=Max("level_rank"))
    return [name for name, _ in named.order_by("-rank", "level")]


def placed(risks: Iterable[IntegrityRisk], scale: Scale) -> dict[tuple[int, int], list[str]]:
    """Labels by (impact, probability); risks assessed in a matrix of another size are left out."""
    found: dict[tuple[int, int], list[str]] = {}
    for risk in risks:
        given = risk.assessment
        if given and scale.has_place(given["probability"], given["impact"]):
            found.setdefault((given["impact"], given["probability"]), []).append(risk.label)
    return found


def people_of(plan: Plan) -> QuerySet[Person]:
    """Who may answer for a risk or an action of the plan: the directory of its organs."""
    reached = Q(unit__organ__in=organs_in(plan)) | Q(unit=None)
    return Person.objects.filter(reached).select_related("unit").order_by("name", "pk")
