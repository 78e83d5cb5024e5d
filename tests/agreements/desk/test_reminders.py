"""DCI reminds many partners at once: one message each, no more than once a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.rules import Actor, Profile
from agreements.desk.owed import owing
from agreements.desk.services import remind_partners
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement
from audit.queries import entries_of
from foundation.refusals import Denied
from foundation.tenancy import inside
from notifications.models import Email, Notice
from tests.conftest import As
from tests.factories.agreements import actor, an_agreement_to_sign, deliver_events, held
from tests.factories.publication import open_report
from tests.people import Visitor
from tests.seed import FIRST

pytestmark = pytest.mark.django_db
PATH = "/painel-dos-acordos/lembretes/"
DCI = actor(Profile.DCI_ANALYST)


def owed(days: int = 0) -> dict[Agreement, str]:
    """What each partner owes some days from now, in words."""
    found = owing(DCI, timezone.localdate() + timedelta(days=days))
    return {each.agreement: "; ".join(debt.said for debt in each.debts) for each in found}


def remind(visitor: Visitor, *agreements: Agreement) -> int:
    answer = visitor.post(PATH, {"agreements": [str(each.uid) for each in agreements]})
    return answer.status_code


def test_who_has_no_place_yet_is_reminded_by_one_message_to_each_contact(centre_as: As) -> None:
    agreement = an_agreement_to_sign()
    contacts = {each.email.lower() for each in agreement.organisation.contacts.all()}
    analyst = centre_as(Profile.DCI_ANALYST)
    assert "assinar o acordo e o plano de trabalho" in analyst.get(PATH).text
    assert remind(analyst, agreement) == 302
    deliver_events()
    deliver_events()
    found = Email.objects.filter(kind="desk.reminded")
    assert {each.to.lower() for each in found} == contacts
    assert len(found) == len(contacts) > 0
    assert all(agreement.title in each.body and "assinar" in each.body for each in found)
    (entry,) = entries_of(agreement).filter(verb="desk.partner_reminded")
    assert entry.actor_profile == Profile.DCI_ANALYST
    assert "assinar o acordo" in entry.changes["pendências"][1]


def test_who_has_a_place_is_told_there_and_no_neighbour_hears(
    centre_as: As, first_as: As, second_as: As
) -> None:
    head, neighbour = first_as(Profile.HEAD), second_as(Profile.HEAD)
    report = open_report(FIRST)
    (agreement,) = owed(days=365)
    assert agreement == report.agreement
    at = timezone.now()
    ahead = timezone.localdate() + timedelta(days=365)
    assert remind_partners(actor=DCI, uids=[agreement.uid], today=ahead, at=at) == (1, 0)
    deliver_events()
    with inside(FIRST.schema):
        (said,) = set(
            Notice.objects.filter(kind="desk.reminded_here").values_list("text", flat=True)
        )
        assert "enviar o relatório anual (prazo: " in said
    assert "A CGE-MG lembra" in head.get("/avisos/").text
    assert "A CGE-MG lembra" not in neighbour.get("/avisos/").text
    assert not Email.objects.filter(kind="desk.reminded").exists()


def test_nobody_is_reminded_twice_on_one_day(centre_as: As) -> None:
    agreement = an_agreement_to_sign()
    first, second = centre_as(Profile.DCI_ANALYST), centre_as(Profile.DCI_DIRECTOR)
    assert remind(first, agreement) == 302
    page = second.get(PATH).text
    assert "Já lembrados hoje" in page and str(agreement.uid) in page
    assert remind(second, agreement) == 422  # its box is gone
    today = timezone.localdate()
    uids = [agreement.uid]
    assert remind_partners(actor=DCI, uids=uids, today=today, at=timezone.now()) == (0, 1)
    assert entries_of(agreement).filter(verb="desk.partner_reminded").count() == 1
    tomorrow = timezone.now() + timedelta(days=1)
    day = timezone.localdate(tomorrow)
    assert remind_partners(actor=DCI, uids=uids, today=day, at=tomorrow) == (1, 0)


def test_what_is_held_by_the_centre_is_no_debt_and_none_chosen_is_said() -> None:
    report = open_report(FIRST)
    assert list(owed(days=365)) == [report.agreement]
    held(report.agreement, HoldStep.REPORTS)
    assert owed(days=365) == {}


def test_an_empty_choice_is_refused_beside_the_field(centre_as: As) -> None:
    agreement = an_agreement_to_sign()
    answer = centre_as(Profile.DCI_ANALYST).post(PATH, {})
    assert answer.status_code == 422
    assert "Marque ao menos um acordo." in answer.text
    assert not entries_of(agreement).filter(verb="desk.partner_reminded").exists()


def test_only_dci_reminds(centre_as: As) -> None:
    agreement = an_agreement_to_sign()
    for profile in (Profile.DTIC, Profile.AUDITOR, Profile.CABINET):
        assert remind(centre_as(profile), agreement) == 403
    with pytest.raises(Denied):
        owing(Actor(name="Ana", profile=Profile.HEAD), timezone.localdate())
