"""What follows from what happened in formulation: people are told."""

from django.utils import timezone

from access.models import Organ
from access.queries import users_holding
from access.rules import Profile
from events.registry import on
from integrity.formulation.events import PlanPublished
from notifications.services import notify

READ_ON = {
    Profile.INTERNAL_CONTROL: "registre quem vai executar as ações de cada unidade.",
    Profile.MONITORING: "reúna quem responde por cada ação para começar a execução.",
    Profile.FORMULATION: "a elaboração está encerrada. Obrigado pelo trabalho!",
    Profile.HEAD: "o plano de integridade do órgão está em vigor.",
}


@on(PlanPublished)
def tell_the_organ(event: PlanPublished) -> None:
    """E5 to E9: each profile of the organ reads what comes next for it."""
    organ = Organ.objects.get(uid=event.organ_uid)
    today = timezone.localdate(event.at)
    for profile, what in READ_ON.items():
        notify(
            users_holding(profile, today=today, organ_id=organ.pk),
            key=f"published:{event.subject_uid}",
            text=f"Plano publicado: {event.subject_label[:120]}. Agora, {what}",
            link=f"/planos/{event.subject_uid}/",
            email_subject="Plano de integridade publicado",
        )
