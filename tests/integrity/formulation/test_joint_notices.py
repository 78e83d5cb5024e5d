"""On the road of a joint plan the people of every organ are told, each of them once."""

from datetime import date

import pytest

from access.models import Organ
from access.rules import Profile
from integrity.formulation.models import Plan
from integrity.formulation.services import approval, reopening, revisions
from notifications.models import Email, Notice
from tests.conftest import As
from tests.factories import integrity as make
from tests.integrity.formulation.test_joint_plans import agree, ask, deliver, told
from tests.people import Visitor

pytestmark = pytest.mark.django_db
LONG_AGO = date(2026, 1, 1)


@pytest.fixture
def waters(in_first: None) -> Organ:
    """An organ that takes part."""
    return make.organ("Instituto das Águas", "IA")


@pytest.fixture
def plan(in_first: None, waters: Organ) -> Plan:
    """Led by another organ; both agree."""
    made = make.ready_plan()
    ask(made, waters)
    agree(made, waters)
    return Plan.objects.get(pk=made.pk)


@pytest.fixture
def otavio(first_as: As, waters: Organ) -> Visitor:
    """Heads the organ that takes part."""
    return of(first_as, Profile.HEAD, waters)


def of(first_as: As, profile: Profile, organ: Organ) -> Visitor:
    """Somebody who holds a profile in one organ alone, since before all this."""
    return first_as(profile, f"{profile.label} de {organ}", organ=organ, start_date=LONG_AGO)


def delivered() -> None:
    """Whatever is waiting comes twice, as it may."""
    deliver()
    deliver()


def last(visitor: Visitor) -> str:
    """What somebody was told last, and can follow to its page."""
    delivered()
    notice = Notice.objects.filter(user=visitor.user).latest("pk")
    assert visitor.get(notice.link).status_code == 200
    return notice.text


def test_each_step_to_the_publication_is_told_to_who_takes_part(
    plan: Plan, waters: Organ, otavio: Visitor, first_as: As
) -> None:
    fatima = of(first_as, Profile.FORMULATION, waters)
    first = make.submitted(plan)
    assert last(otavio) == f"O plano {plan}, que {plan.organ} coordena, foi enviado para análise."
    approval.give_opinion(
        actor=make.CONTROL,
        uid=first.uid,
        opinion="with_reservations",
        text="Falta prazo.",
        at=make.AT,
    )
    assert "adequado com ressalvas" in last(otavio)
    approval.return_plan(actor=make.HEAD, uid=first.uid, reason="Falta o prazo.", at=make.AT)
    assert "foi devolvido" in last(otavio) and "Falta o prazo." in last(fatima)
    plan.refresh_from_db()
    make.approved(plan)
    assert last(otavio).endswith(f"foi aprovado. {plan.organ} vai publicar.")
    plan.refresh_from_db()
    make.publish(plan)
    assert "está em vigor" in last(otavio)
    assert "a elaboração está encerrada" in told(fatima)[-1]
    assert len([text for text in told(otavio) if "foi enviado" in text]) == 2
    assert len([text for text in told(otavio) if "foi aprovado" in text]) == 1


def test_who_is_of_both_organs_is_told_once_as_who_leads(
    plan: Plan, otavio: Visitor, first_as: As, waters: Organ
) -> None:
    icaro = first_as(Profile.INTERNAL_CONTROL, start_date=LONG_AGO)
    neighbour = of(first_as, Profile.HEAD, make.organ("Fundação das Matas"))
    sent = make.submitted(plan)
    delivered()
    of_sending = [text for text in told(icaro) if str(plan) in text and "enviado" in text]
    assert of_sending == [f"O plano {plan} foi enviado para análise. Leia o plano e dê o parecer."]
    assert told(neighbour) == []
    letters = Email.objects.filter(user=otavio.user, subject__icontains="conjunto")
    count = letters.count()
    approval.recall_plan(actor=make.DRAFTER, uid=sent.uid, reason="Falta prazo.", at=make.AT)
    assert "retomou a elaboração" in last(otavio)
    assert letters.count() == count + 1


def test_a_plan_of_one_organ_tells_no_other(in_first: None, otavio: Visitor) -> None:
    make.approved(make.ready_plan())
    delivered()
    assert told(otavio) == []


def test_validation_revision_and_reopening_reach_every_organ(
    plan: Plan, waters: Organ, otavio: Visitor, first_as: As
) -> None:
    ines, eva = (
        of(first_as, Profile.INTERNAL_CONTROL, waters),
        of(first_as, Profile.EXECUTOR, waters),
    )
    delivered()
    assert any("A validação geral" in text for text in told(ines))
    make.publish(plan)
    delivered()
    asked = revisions.request_revision(
        actor=make.Actor(name="Mônica", profile=Profile.MONITORING),
        plan_uid=plan.uid,
        kind="new_version",
        reason="Muda a lei.",
        at=make.AT,
    )
    assert "Foi pedida" in last(otavio)
    delivered()
    assert not any("Autorize ou recuse" in text for text in told(ines))
    revisions.reject_revision(actor=make.CONTROL, uid=asked.uid, reason="Espere.", at=make.AT)
    assert "recusou o pedido" in last(otavio)
    admin = make.Actor(name="Ana", profile=Profile.ORGANISATION_ADMIN)
    reopening.reopen_plan(actor=admin, uid=plan.uid, reason="O anexo saiu trocado.", at=make.AT)
    delivered()
    assert any("foi reaberto" in text for text in told(otavio))
    assert any("foi reaberto" in text for text in told(eva))
