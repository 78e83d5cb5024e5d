"""The library at work: a plan in draft adopts models, and CGE publishes a newer version of one."""

from access.rules import Actor, Profile
from config.demo.road import Scene
from config.demo.team import Team
from integrity.formulation.models import Plan
from integrity.formulation.services.adoption import Wishes, adopt_models
from integrity.library.models import Exemplar
from integrity.library.services.exemplars import Text, publish_models, write_model

ADOPTED = ("fiscais-contrato", "sic")
RENEWED, IN_DRAFT = "fiscais-contrato", "implantar-ouvidoria"
CHANGES = {
    RENEWED: {
        "product": "Fiscalização com relatório e substituto designado",
        "expected_evidence": "Portarias do fiscal e do substituto, roteiros e relatórios",
    },
    IN_DRAFT: {"product": "Ouvidoria em funcionamento, com canal na internet e presencial"},
}


def adopt(team: Team, author: Actor, plan: Plan, ago: int) -> None:
    """Two actions with their axes, indicators and risks, in the schema of the organisation."""
    at = team.scene.days.at(ago, 15)
    found = Exemplar.objects.filter(kind="action", key__in=ADOPTED, state="published")
    adopt_models(
        actor=author,
        plan_uid=plan.uid,
        model_uids=list(found.values_list("model_uid", flat=True)),
        wishes=Wishes(executing_unit=team.unit("CGM"), with_risks=True),
        at=at,
        today=at.date(),
    )


def renew(scene: Scene, ago: int) -> None:
    """A second version of an adopted model is published; that of another waits as a draft."""
    analyst, director = scene.centre[Profile.DCI_ANALYST], scene.centre[Profile.DCI_DIRECTOR]
    for days, (key, texts) in zip((ago, ago - 2), CHANGES.items(), strict=True):
        last = Exemplar.objects.filter(kind="action", key=key).latest("version")
        made = write_model(
            actor=analyst,
            kind=last.kind,
            text=Text({**last.body, **texts}, last.sources, last.audience),
            model_uid=last.model_uid,
            revision=last.revision if last.state == "draft" else 0,
            at=scene.days.at(days, 10),
        )
        if key == RENEWED:
            at = scene.days.at(days, 14)
            publish_models(actor=director, model_uids=[made.model_uid], at=at)
