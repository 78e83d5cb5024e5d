"""Yearly reports by programmes: filled in by one side, judged by the other, sent by a person."""

from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from access.rules import Profile
from agreements.improvements import services
from agreements.improvements.models import AnnualReport
from agreements.improvements.rules import ReportState
from audit.models import Entry
from foundation.tenancy import PUBLIC, inside
from tests.factories.publication import IMPROVEMENT, YEAR
from tests.people import Programme, person
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
OWN, CENTRE = "/api/relatorio-anual/", "/api/relatorios-anuais/"


def partner(profile: Profile = Profile.HEAD, place: Any = FIRST) -> Programme:
    return Programme(place.host, person(place.schema, profile))


def centre(profile: Profile = Profile.DCI_ANALYST) -> Programme:
    return Programme(settings.CENTRE_HOST, person(PUBLIC, profile))


def sent(report: AnnualReport) -> AnnualReport:
    """As the partner sent it, on its page."""
    head = partner().actor
    with inside(FIRST.schema):
        at = timezone.now()
        services.save_report(actor=head, uid=report.uid, revision=0, values=YEAR, at=at)
        services.add_improvement(actor=head, uid=report.uid, values=IMPROVEMENT, at=at)
        services.send_report(actor=head, uid=report.uid, at=at)
    report.refresh_from_db()
    return report


def test_a_partner_fills_in_its_report_by_a_programme(report: AnnualReport) -> None:
    program, path = partner(), f"{OWN}{report.uid}/"
    read = program.get(path)
    answer = program.send(f"{path}preencher/", YEAR, **{"If-Match": read["ETag"]})
    assert answer.status_code == 200, answer.content
    report.refresh_from_db()
    assert (report.summary, report.organs_using) == (YEAR["summary"], 12)
    with inside(FIRST.schema):
        entry = Entry.verbs.filter(subject_uid=report.uid).latest("pk")
    assert program.key.name in entry.address
    later = {**YEAR, "summary": "Outro texto."}
    conflict = program.send(f"{path}preencher/", later, **{"If-Match": read["ETag"]})
    assert conflict.status_code == 412
    assert ["O sistema entrou em uso em todos os órgãos.", "Outro texto."] in list(
        conflict.json()["differences"].values()
    )


def test_who_does_not_write_reports_is_refused(report: AnnualReport) -> None:
    program, path = partner(Profile.EXECUTOR), f"{OWN}{report.uid}/preencher/"
    assert program.send(path, YEAR, **{"If-Match": '"0"'}).status_code == 403


def test_a_neighbour_finds_no_report(report: AnnualReport) -> None:
    program = partner(place=SECOND)
    assert program.get(OWN).json()["total"] == 0
    assert program.get(f"{OWN}{report.uid}/").status_code == 404
    answer = program.send(f"{OWN}{report.uid}/preencher/", YEAR, **{"If-Match": '"0"'})
    assert answer.status_code == 404


def test_the_centre_reads_no_draft_of_a_partner(report: AnnualReport) -> None:
    program = centre()
    told = program.get(f"{CENTRE}{report.uid}/").json()
    assert (told["situacao"], told["conteudo"]) == (ReportState.DRAFT, None)
    found = sent(report)
    assert program.get(f"{CENTRE}{found.uid}/").json()["conteudo"]["organs_using"] == 12


def test_the_centre_accepts_a_report(report: AnnualReport) -> None:
    found = sent(report)
    assert centre().send(f"{CENTRE}{found.uid}/aceitar/").status_code == 200
    found.refresh_from_db()
    assert found.state == ReportState.ACCEPTED
    assert centre().send(f"{CENTRE}{found.uid}/aceitar/").status_code == 409


def test_the_centre_returns_a_report_with_what_to_correct(report: AnnualReport) -> None:
    found, path = sent(report), f"{CENTRE}{report.uid}/devolver/"
    answer = centre().send(path, {"reason": ""})
    assert answer.json()["errors"] == {"reason": ["Diga o que precisa ser corrigido."]}
    assert centre().send(path, {"reason": "Faltam os órgãos."}).status_code == 200
    found.refresh_from_db()
    assert (found.state, found.return_reason) == (ReportState.RETURNED, "Faltam os órgãos.")


def test_a_report_is_sent_by_a_person(report: AnnualReport) -> None:
    answer = partner().send(f"{OWN}{report.uid}/enviar/")
    assert answer.status_code == 403
    assert answer.json()["pagina"].endswith(f"/relatorio-anual/{report.uid}/enviar/")
    report.refresh_from_db()
    assert report.state == ReportState.DRAFT
