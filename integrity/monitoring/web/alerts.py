"""What the first page warns of: something is missing, and where it is mended (P23 to P25)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from access.models import Organ, Unit
from access.queries import organs_of, users_holding
from access.rules import Actor, Profile
from foundation.words import joined
from integrity.formulation.models import PlanOrgan
from integrity.formulation.permissions import DECIDE_REVISION, MANAGE_STRUCTURE, VIEW_PLAN
from integrity.formulation.queries.revisions import waiting
from integrity.formulation.rules.joint import PartStage
from integrity.formulation.web.waiting import waiting_for
from integrity.monitoring.permissions import VIEW
from people.permissions import MANAGE_PEOPLE


@dataclass(frozen=True, slots=True)
class Alert:
    """What is missing, what follows from it, and the page where it is mended."""

    title: str
    text: str
    href: str
    label: str


def alerts_for(actor: Actor, *, today: date) -> Iterator[Alert]:
    """What is missing in the organs within reach, as far as it is the actor's to see to."""
    if actor.may(MANAGE_STRUCTURE):
        yield from without_units(actor)
    if actor.may(DECIDE_REVISION) and actor.may(VIEW_PLAN):
        yield from undecided(actor)
    yield from (Alert(*each) for each in waiting_for(actor))
    manages = actor.may(MANAGE_PEOPLE)
    if not manages and not (actor.profile == Profile.MONITORING and actor.may(VIEW)):
        return
    organs = list(organs_of(actor).filter(pk__in=in_force(actor)))
    if manages:
        yield from without(Profile.MONITORING, organs, manages=True, today=today)
    yield from without(Profile.EXECUTOR, organs, manages=manages, today=today)


def in_force(actor: Actor) -> list[int]:
    """The organs within reach that have a published plan."""
    found = PlanOrgan.objects.filter(stage=PartStage.IN_FORCE, organ__in=organs_of(actor))
    return list(found.order_by().values_list("organ_id", flat=True))


def without_units(actor: Actor) -> Iterator[Alert]:
    """Internal control before the first unit (P23)."""
    with_units = Unit.objects.filter(is_active=True).values("organ_id")
    lacking = list(organs_of(actor).exclude(pk__in=with_units))
    if lacking:
        yield Alert(
            "Nenhuma unidade cadastrada",
            f"{names(lacking)}: sem unidades, ninguém pode executar as ações do plano.",
            reverse("formulation:structure"),
            "Cadastrar unidades",
        )


def undecided(actor: Actor) -> Iterator[Alert]:
    """Internal control while a request to revise a plan waits (P127)."""
    for found in waiting(actor):
        yield Alert(
            "Pedido de atualização do plano aguarda decisão",
            f"{found.plan.organ}: a comissão de monitoramento pediu"
            f" {found.get_kind_display().lower()} do plano “{found.plan}”.",
            reverse("formulation:revision", args=[found.uid]),
            "Decidir",
        )


MISSING = {
    Profile.MONITORING: (
        "Ninguém monitora o plano publicado",
        "{organs}: convide quem compõe a comissão de monitoramento.",
    ),
    Profile.EXECUTOR: (
        "Ninguém executa o plano publicado",
        "{organs}: nenhuma unidade tem quem registre a execução das ações.",
    ),
}


def without(
    profile: Profile, organs: list[Organ], *, manages: bool, today: date
) -> Iterator[Alert]:
    """A published plan that nobody monitors (P24) or nobody executes (P25)."""
    lacking = [
        each
        for each in organs
        if not users_holding(profile, today=today, organ_id=each.pk).exists()
    ]
    if not lacking:
        return
    title, text = MISSING[profile]
    said = text.format(organs=names(lacking))
    if manages:
        href = f"{reverse('people:invite')}?profile={profile.value}"
        yield Alert(title, said, href, "Convidar pessoa")
    else:
        said += " Peça ao controle interno que convide as pessoas destas unidades."
        yield Alert(title, said, reverse("monitoring:list"), "Ver as ações e suas unidades")


def names(organs: list[Organ]) -> str:
    """Whose they are: three at most, and how many more."""
    shown = [str(each) for each in organs[:3]]
    more = len(organs) - len(shown)
    return joined([*shown, f"mais {more}"] if more else shown)
