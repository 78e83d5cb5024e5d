"""How far each of the six organisations has come."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from agreements.registry.rules import Side
from agreements.registry.species import Species
from agreements.signatures.checklist import Item
from config.demo import abaete, bodies, exchange, more_time, stages
from config.demo.bodies import Body
from config.demo.corrections import rectify
from config.demo.diamantina import draft_plan
from config.demo.library import renew
from config.demo.post import deliver_everything
from config.demo.road import Road, Scene
from config.demo.team import Team
from foundation.tenancy import inside
from integrity.formulation.tasks import tell_of_models


def whole_road(scene: Scene, body: Body) -> None:
    """From the request to the first annual report."""
    road = Road(scene, body)
    with transaction.atomic():
        road.request(430)
        road.admit(forwarded=424, met=416, admitted=410)
        road.draft(406)
        road.send(402)
        road.sign(Side.CGE, 396)
        road.sign(Side.PARTNER, 391)
    schema = road.publish(378)
    with transaction.atomic():
        road.publish_at_home(375)
        rectify(road, 374)
        road.hand_over(contacted=372, accepted=369, delivered=366, received=363)
    deliver_everything()
    with inside(schema), transaction.atomic():
        abaete.live(Team(scene, body))
        stages.tell(Team(scene, body), road.admitted, ago=300)
    deliver_everything()
    with transaction.atomic():
        stages.give_back(road, ago=290)
        exchange.review(scene)


def plan_in_drafting(scene: Scene, body: Body) -> None:
    """The organisation works; its plan is not ready yet."""
    road = Road(scene, body)
    with transaction.atomic():
        road.request(210)
        road.admit(forwarded=205, admitted=197)
        road.draft(190)
        road.send(186)
        road.sign(Side.CGE, 180)
        road.sign(Side.PARTNER, 174)
    schema = road.publish(165)
    with inside(schema), transaction.atomic():
        team = Team(scene, body)
        draft_plan(team)
        exchange.adopt(team.admin, scene)
        more_time.ask(team, road.admitted, 6)
    deliver_everything()
    with transaction.atomic():
        renew(scene, 6)
    deliver_everything()
    with inside(schema):
        tell_of_models.run(schema=schema)


def partly_signed(scene: Scene, body: Body) -> None:
    """CGE-MG has signed, the partner has not."""
    road = Road(scene, body)
    with transaction.atomic():
        road.request(75)
        road.admit(forwarded=70, met=62, admitted=56)
        road.draft(50)
        road.send(44)
        road.sign(Side.CGE, 38)


def just_born(scene: Scene, body: Body) -> None:
    """The extract came out the other day; the first administrator has just got in."""
    road = Road(scene, body)
    with transaction.atomic():
        road.request(90, by_mail=True)
        road.admit(forwarded=85, admitted=77, species=Species.ADHESION)
        road.draft(70)
        road.send(64)
        road.sign(Side.CGE, 40)
        road.sign(Side.PARTNER, 20)
    schema = road.publish(5)
    with inside(schema), transaction.atomic():
        team = Team(scene, body)
        team.enter(2)
        more_time.correct(team, road.admitted, 1)


def in_draft(scene: Scene, body: Body) -> None:
    """Admitted; the drafts wait to be sent."""
    road = Road(scene, body)
    with transaction.atomic():
        road.request(45)
        road.admit(forwarded=40, admitted=31)
        road.draft(24)
        road.check_signatory(22, until=Item.REGISTERED)


def just_received(scene: Scene, body: Body) -> None:
    """The request came in two hours ago."""
    Road(scene, body).request()


@dataclass(frozen=True, slots=True)
class Journey:
    """One organisation, where it has come to in a few words, and the way there."""

    body: Body
    point: str
    walk: Callable[[Scene, Body], None]


JOURNEYS = (
    Journey(bodies.ABAETE, "the whole road, up to the first annual report", whole_road),
    Journey(bodies.DIAMANTINA, "at work, its plan in drafting", plan_in_drafting),
    Journey(bodies.FOUNDATION, "termo de adesão published, just brought in", just_born),
    Journey(bodies.CARANDAI, "drafts sent, partly signed", partly_signed),
    Journey(bodies.CASTRO, "admitted, drafts generated", in_draft),
    Journey(bodies.INSTITUTE, "request just received", just_received),
)
