"""The yearly report: written and sent by the organisation, judged by CGE-MG, and CGE-MG's own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.rules import SYSTEM, Profile
from agreements.improvements import services
from agreements.improvements.exchange import ImprovementState
from agreements.improvements.models import AnnualReport, Improvement
from agreements.improvements.rules import ReportState
from agreements.improvements.tasks import open_cycles
from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from audit.models import Entry
from foundation.refusals import Conflict, NotAllowed
from foundation.tenancy import PUBLIC, inside
from notifications.models import Notice
from tests.conftest import As
from tests.factories.agreements import a_signed_agreement, deliver_events
from tests.factories.publication import IMPROVEMENT, YEAR, published
from tests.people import Visitor
from tests.seed import FIRST

pytestmark = pytest.mark.django_db


def at_organisation(report: AnnualReport, more: str = "") -> str:
    return f"/relatorio-anual/{report.uid}/{more}"


def at_centre(report: AnnualReport, more: str = "") -> str:
    return f"/relatorios-anuais/{report.uid}/{more}"


def typed(report: AnnualReport, **more: object) -> dict[str, object]:
    return {**YEAR, "revision": report.revision, **more}


@pytest.mark.parity("G14")
def test_publication_opens_the_first_cycle_for_both_sides() -> None:
    agreement = published().agreement
    deliver_events()
    reports = AnnualReport.objects.filter(agreement=agreement)
    assert {each.side for each in reports} == {Side.CGE, Side.PARTNER}
    assert {each.cycle for each in reports} == {1}


@pytest.mark.parity("G14")
def test_a_cycle_is_opened_once_and_a_new_one_each_year(report: AnnualReport) -> None:
    assert open_cycles(schema=PUBLIC) == 0
    agreement = report.agreement
    next_year = timezone.localdate() + timedelta(days=367)
    opened = services.open_reports(
        actor=SYSTEM, agreement=agreement, today=next_year, at=timezone.now()
    )
    assert opened == 2
    assert AnnualReport.objects.filter(agreement=agreement, cycle=2).count() == 2


def test_an_agreement_without_a_term_has_no_cycles() -> None:
    agreement: Agreement = a_signed_agreement()
    with pytest.raises(NotAllowed):
        services.open_reports(
            actor=SYSTEM, agreement=agreement, today=timezone.localdate(), at=timezone.now()
        )


def test_the_organisation_writes_and_sends_its_report(
    ana: Visitor, report: AnnualReport, centre_as: As
) -> None:
    antonio = centre_as(Profile.DCI_ANALYST)
    assert "Ciclo 1" in ana.get("/relatorio-anual/").content.decode()
    assert ana.post(at_organisation(report, "preencher/"), typed(report)).status_code == 302
    new = at_organisation(report, "melhorias/nova/")
    assert ana.post(new, IMPROVEMENT).status_code == 302
    assert ana.post(at_organisation(report, "enviar/")).status_code == 302
    report.refresh_from_db()
    assert report.state == ReportState.SENT
    with inside(FIRST.schema):
        verbs = set(Entry.verbs.filter(subject_uid=report.uid).values_list("verb", flat=True))
        assert {
            "improvements.report.saved",
            "improvements.improvement.added",
            "improvements.report.sent",
        } <= verbs
        deliver_events()
    arrived = Entry.verbs.get(subject_uid=report.uid, verb="improvements.report.sent")
    assert arrived.actor_name == ana.actor.name
    notice = Notice.objects.get(user=antonio.user)
    assert antonio.get(notice.link).status_code == 200


def test_a_report_without_improvement_is_not_sent(ana: Visitor, report: AnnualReport) -> None:
    ana.post(at_organisation(report, "preencher/"), typed(report))
    answer = ana.post(at_organisation(report, "enviar/"))
    assert answer.status_code == 422
    assert "Registre ao menos uma melhoria" in answer.content.decode()
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT


def test_a_withdrawn_improvement_does_not_count(ana: Visitor, filled: AnnualReport) -> None:
    improvement = Improvement.objects.get(report=filled)
    away = at_organisation(filled, f"melhorias/{improvement.uid}/retirar/")
    assert ana.post(away).status_code == 302
    assert ana.post(away).status_code == 404
    assert ana.post(at_organisation(filled, "enviar/")).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "obrigatório"),
        ({"kind": "magia"}, "Faça uma escolha válida"),
        ({"link": "javascript:alert(1)"}, "URL válido"),
        ({"link": "ftp://exemplo.test/x"}, "https://"),
    ],
)
def test_a_bad_improvement_is_refused_beside_its_field(
    ana: Visitor, report: AnnualReport, wrong: dict[str, str], sentence: str
) -> None:
    answer = ana.post(at_organisation(report, "melhorias/nova/"), IMPROVEMENT | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert IMPROVEMENT["reason"] in page
    assert not Improvement.objects.exists()


def test_a_negative_number_is_refused_and_the_text_kept(ana: Visitor, report: AnnualReport) -> None:
    answer = ana.post(at_organisation(report, "preencher/"), typed(report, organs_using=-1))
    assert answer.status_code == 422
    assert YEAR["summary"] in answer.content.decode()
    report.refresh_from_db()
    assert report.revision == 0


def test_two_people_do_not_overwrite_each_other(ana: Visitor, filled: AnnualReport) -> None:
    stale = dict(YEAR, summary="Outro texto")
    with inside(FIRST.schema), pytest.raises(Conflict) as refusal:
        services.save_report(
            actor=ana.actor, uid=filled.uid, revision=0, values=stale, at=timezone.now()
        )
    assert "como foi o ano" in refusal.value.differences
    answer = ana.post(at_organisation(filled, "preencher/"), {**stale, "revision": 0})
    assert answer.status_code == 409


def test_a_sent_report_is_not_changed(ana: Visitor, sent: AnnualReport) -> None:
    for verb in ("preencher/", "melhorias/nova/"):
        assert ana.get(at_organisation(sent, verb)).status_code == 409
    assert ana.post(at_organisation(sent, "enviar/")).status_code == 409


@pytest.mark.parametrize("profile", [Profile.OBSERVER, Profile.EXECUTOR, Profile.FORMULATION])
def test_other_profiles_see_the_report_and_change_nothing(
    first_as: As, filled: AnnualReport, profile: Profile
) -> None:
    visitor = first_as(profile)
    page = visitor.get(at_organisation(filled)).content.decode()
    assert IMPROVEMENT["title"] in page
    assert "Enviar relatório" not in page
    for verb in ("preencher/", "melhorias/nova/", "enviar/"):
        assert visitor.post(at_organisation(filled, verb), {}).status_code == 403


def test_cge_accepts_the_report_and_its_improvements_wait_for_dtic(
    centre_as: As, ana: Visitor, portal: Visitor, sent: AnnualReport
) -> None:
    assert IMPROVEMENT["title"] not in portal.get("/melhorias/").content.decode()
    antonio = centre_as(Profile.DCI_ANALYST)
    assert IMPROVEMENT["title"] in antonio.get(at_centre(sent)).content.decode()
    assert antonio.post(at_centre(sent, "aceitar/")).status_code == 302
    sent.refresh_from_db()
    assert sent.state == ReportState.ACCEPTED
    assert IMPROVEMENT["title"] not in portal.get("/melhorias/").content.decode()
    assert sent.improvements.get().state == ImprovementState.IN_REVIEW
    deliver_events()
    with inside(FIRST.schema):
        assert Entry.verbs.filter(subject_uid=sent.uid, verb="improvements.report.judged").exists()
        assert Notice.objects.filter(user=ana.user, text__contains="aceitou").exists()
    assert antonio.post(at_centre(sent, "aceitar/")).status_code == 409


def test_cge_returns_with_a_reason_and_the_organisation_sends_again(
    centre_as: As, ana: Visitor, sent: AnnualReport
) -> None:
    dirce = centre_as(Profile.DCI_DIRECTOR)
    silent = dirce.post(at_centre(sent, "devolver/"), {"reason": " "})
    assert silent.status_code == 422
    assert "Diga o que precisa ser corrigido" in silent.content.decode()
    reason = "Falta o endereço do código."
    assert dirce.post(at_centre(sent, "devolver/"), {"reason": reason}).status_code == 302
    assert reason in ana.get(at_organisation(sent)).content.decode()
    assert dirce.post(at_centre(sent, "devolver/"), {"reason": reason}).status_code == 409
    assert ana.post(at_organisation(sent, "enviar/")).status_code == 302
    sent.refresh_from_db()
    assert sent.state == ReportState.SENT


@pytest.mark.parametrize("profile", [Profile.CABINET, Profile.DTIC, Profile.AUDITOR])
def test_only_dci_judges(centre_as: As, sent: AnnualReport, profile: Profile) -> None:
    visitor = centre_as(profile)
    assert visitor.get(at_centre(sent)).status_code == 200
    for verb in ("aceitar/", "devolver/"):
        assert visitor.post(at_centre(sent, verb), {"reason": "x"}).status_code == 403


def test_a_draft_of_the_partner_is_not_read_nor_judged_by_cge(
    centre_as: As, filled: AnnualReport
) -> None:
    antonio = centre_as(Profile.DCI_ANALYST)
    assert YEAR["summary"] not in antonio.get(at_centre(filled)).content.decode()
    assert antonio.post(at_centre(filled, "aceitar/")).status_code == 409
    assert antonio.get(at_centre(filled, "preencher/")).status_code == 403


def test_cge_sends_its_own_report_and_the_organisation_is_told(
    centre_as: As, ana: Visitor, report: AnnualReport
) -> None:
    own = AnnualReport.objects.get(agreement=report.agreement, cycle=1, side=Side.CGE)
    assert ana.get(at_organisation(own)).status_code == 404
    antonio = centre_as(Profile.DCI_ANALYST)
    assert antonio.post(at_centre(own, "preencher/"), typed(own)).status_code == 302
    assert antonio.post(at_centre(own, "melhorias/nova/"), IMPROVEMENT).status_code == 302
    assert antonio.post(at_centre(own, "enviar/")).status_code == 302
    deliver_events()
    with inside(FIRST.schema):
        assert Notice.objects.filter(user=ana.user, text__contains="A CGE-MG enviou").exists()
    assert IMPROVEMENT["title"] in ana.get(at_organisation(own)).content.decode()
    assert ana.post(at_organisation(own, "enviar/")).status_code == 403
    assert antonio.post(at_centre(own, "aceitar/")).status_code == 403
