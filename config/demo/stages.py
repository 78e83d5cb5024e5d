"""Stages of the work plan that the organisation told of, and one that CGE-MG gave back."""

from uuid import UUID

from access.rules import Profile
from agreements.registry.queries import agreement_by_uid
from agreements.work_plans import queries, services
from agreements.work_plans.models import Stage
from agreements.work_plans.rules import StageProof
from config.demo.mark import DOMAIN
from config.demo.road import Road
from config.demo.team import Team

TOLD = (
    (
        1,
        3,
        "Portaria que designa a gestora do acordo e o ponto focal técnico.",
        "portaria-do-acordo",
    ),
    (3, 1, "Servidor reservado no centro de dados do município; registro do setor de TI.", ""),
    (3, 4, "Lista de presença da oficina, no processo da capacitação.", ""),
)
BACK = "A lista de presença é de outra oficina: informe de novo com a da capacitação no sistema."


def tell(team: Team, uid: UUID, *, ago: int) -> None:
    """What the organisation did itself, one stage a day."""
    for place, (goal, order, evidence, page) in enumerate(TOLD):
        at = team.scene.days.at(ago - place, 14)
        url = f"https://www.{DOMAIN}/{page}" if page else ""
        proof = StageProof(done_date=team.scene.days.day(ago - place), evidence=evidence, url=url)
        stage = stage_at(team, uid, goal, order)
        file = (
            team.scene.papers.pdf("portaria-do-acordo.pdf", "Portaria de designação")
            if page
            else None
        )
        services.report_stage(
            actor=team.admin, uid=uid, stage_uid=stage.uid, proof=proof, file=file, at=at
        )


def give_back(road: Road, *, ago: int) -> None:
    """The analyst of DCI read the last of them."""
    goal, order = TOLD[-1][:2]
    analyst = road.actor(Profile.DCI_ANALYST)
    plan = queries.plan_of(agreement_by_uid(analyst, road.admitted))
    assert plan is not None
    stage = queries.stages_of(plan).get(goal__order=goal, order=order)
    at = road.scene.days.at(ago, 10)
    services.reopen_stage(actor=analyst, uid=stage.uid, reason=BACK, at=at)


def stage_at(team: Team, uid: UUID, goal: int, order: int) -> Stage:
    """By the numbers that people read."""
    plan = queries.plan_of(agreement_by_uid(team.admin, uid))
    assert plan is not None
    return queries.stages_of(plan).get(goal__order=goal, order=order)
