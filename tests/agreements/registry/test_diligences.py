"""What CGE-MG asks of who made a request: asked, answered by the link, given up, or archived."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import SYSTEM, Profile
from agreements.registry import queries, services
from agreements.registry.models import Deadline, Diligence, Request
from agreements.registry.rules import RequestState
from agreements.registry.tasks import watch_requests
from audit.queries import entries_of
from documents.events import FileInfected
from foundation.refusals import NotAllowed
from notifications.models import Email, Notice
from tests.conftest import As
from tests.documents.samples import EXE, PDF, upload
from tests.factories import agreements as make
from tests.people import Visitor

pytestmark = pytest.mark.django_db


def link(request: Request, more: str = "") -> str:
    return f"/acompanhar/{services.tracking_token(request.uid)}/{more}"


def answer(**more: object) -> dict[str, object]:
    return {"name": "Flora Focal", "text": "Segue o ato.", "file": upload(PDF, "posse.pdf"), **more}


def test_dci_asks_the_applicant_answers_by_the_link_and_dci_goes_on(
    centre_as: As, portal: Visitor
) -> None:
    request = make.a_request_in_triage()
    antonio = centre_as(Profile.DCI_ANALYST)
    page = f"/pedidos/{request.uid}/diligencia/"
    assert antonio.get(page).status_code == 200
    assert antonio.post(page, {"text": "Envie o ato de posse."}).status_code == 302
    request.refresh_from_db()
    assert request.state == RequestState.IN_DILIGENCE
    diligence = Diligence.objects.get()
    assert diligence.due_date == timezone.localdate() + timedelta(days=30)
    assert entries_of(request).first().actor_name == antonio.user.name  # type: ignore[union-attr]
    make.deliver_events()
    email = Email.objects.get(key__contains="diligence_asked")
    assert "Envie o ato de posse." in email.body
    assert link(request) in email.body
    assert "Envie o ato de posse." in portal.get(link(request)).content.decode()

    assert portal.get(link(request, "responder/")).status_code == 200
    assert portal.post(link(request, "responder/"), answer()).status_code == 302
    request.refresh_from_db()
    diligence.refresh_from_db()
    assert request.state == RequestState.IN_TRIAGE
    assert (diligence.answer, diligence.answered_by_name) == ("Segue o ato.", "Flora Focal")
    assert diligence.file is not None
    assert entries_of(request).first().title == "Diligência respondida"  # type: ignore[union-attr]
    assert portal.post(link(request, "responder/"), answer()).status_code == 409
    make.deliver_events()
    assert Notice.objects.filter(user=antonio.user, text__contains="respondeu").exists()
    seen = antonio.get(f"/pedidos/{request.uid}/").content.decode()
    assert "Segue o ato." in seen
    assert antonio.get(f"/arquivos/{diligence.file.uid}/").status_code == 302


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": " "}, "Resposta: "),
        ({"name": ""}, "Seu nome: "),
        ({"file": upload(EXE, "posse.pdf")}, "PDF"),
    ],
)
def test_a_bad_answer_is_explained_and_nothing_moves(
    portal: Visitor, wrong: dict[str, object], sentence: str
) -> None:
    request = make.a_request_in_diligence()
    found = portal.post(link(request, "responder/"), answer(**wrong))
    assert found.status_code == 422
    assert sentence in found.content.decode()
    request.refresh_from_db()
    assert request.state == RequestState.IN_DILIGENCE


def test_a_diligence_needs_words_and_a_day_to_come(centre_as: As) -> None:
    request = make.a_request_in_triage()
    antonio = centre_as(Profile.DCI_ANALYST)
    page = f"/pedidos/{request.uid}/diligencia/"
    today = timezone.localdate().isoformat()
    assert antonio.post(page, {"text": ""}).status_code == 422
    late = antonio.post(page, {"text": "Envie.", "due_date": today})
    assert late.status_code == 422
    assert "depois de hoje" in late.content.decode()
    assert not Diligence.objects.exists()


def test_nobody_decides_while_an_answer_is_awaited() -> None:
    request = make.a_request_in_diligence()
    with pytest.raises(NotAllowed):
        services.admit_request(actor=make.DIRECTOR(), uid=request.uid, at=timezone.now())


def test_the_clock_of_the_triage_stands_meanwhile(centre_as: As) -> None:
    request = make.a_request_in_diligence()
    stands = queries.triage_clock(request)
    assert stands is not None
    assert (stands.due, stands.left) == (None, 5)
    page = centre_as(Profile.DCI_ANALYST).get(f"/pedidos/{request.uid}/").content.decode()
    assert "suspenso pela diligência" in page


def test_the_applicant_gives_up_by_the_link(portal: Visitor, centre_as: As) -> None:
    request = make.a_request_in_diligence()
    gabriela = centre_as(Profile.CABINET)
    page = link(request, "desistir/")
    typed = {"name": "Flora Focal", "reason": "Adotamos outro sistema."}
    assert portal.post(page, typed).status_code == 422
    assert portal.post(page, {**typed, "is_sure": "on"}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.decision_reason) == (
        RequestState.WITHDRAWN,
        "Adotamos outro sistema.",
    )
    assert Diligence.objects.get().closed_at is not None
    assert entries_of(request).first().reason == "Adotamos outro sistema."  # type: ignore[union-attr]
    assert portal.post(page, {**typed, "is_sure": "on"}).status_code == 409
    assert "Desistência" in portal.get(link(request)).content.decode()
    make.deliver_events()
    assert Notice.objects.filter(user=gabriela.user, text__contains="desistiu").exists()
    assert make.a_request().organisation == request.organisation


def test_silence_is_reminded_once_and_then_archived_by_the_clock() -> None:
    request = make.a_request_in_diligence()
    assert watch_requests() == 0
    diligence = Diligence.objects.get()
    late = timezone.now() + timedelta(days=31)
    for _ in range(2):
        services.remind_or_archive(actor=SYSTEM, uid=request.uid, at=late)
    make.deliver_events()
    assert Email.objects.filter(key__contains="diligence_reminded").count() == 1
    today = timezone.localdate()
    Diligence.objects.update(
        due_date=today - timedelta(days=9), archive_date=today - timedelta(days=1)
    )
    assert watch_requests() == 1
    assert watch_requests() == 0
    request.refresh_from_db()
    diligence.refresh_from_db()
    assert request.state == RequestState.ARCHIVED
    assert "não foi respondida até" in request.decision_reason
    assert diligence.closed_at is not None
    assert entries_of(request).first().actor_name == "Sistema"  # type: ignore[union-attr]
    make.deliver_events()
    assert Email.objects.filter(key__contains="request.archived").count() == 1
    assert make.a_request().state == RequestState.RECEIVED


def test_an_answer_on_the_last_day_is_in_time(portal: Visitor) -> None:
    request = make.a_request_in_diligence()
    today = timezone.localdate()
    Diligence.objects.update(due_date=today - timedelta(days=60), archive_date=today)
    assert watch_requests() == 0
    assert portal.post(link(request, "responder/"), answer()).status_code == 302


def test_the_terms_are_data_that_the_director_changes(centre_as: As) -> None:
    found = Deadline.objects.get(code="diligence")
    dirce = centre_as(Profile.DCI_DIRECTOR)
    assert "30 dias corridos" in dirce.get("/prazos/").content.decode()
    typed = {"unit": "business_days", "nature": "legal", "legal_basis": "Resolução CGE nº 1"}
    typed["reason"] = "Norma nova."
    assert dirce.post(f"/prazos/{found.uid}/", {**typed, "length": "0"}).status_code == 422
    assert dirce.post(f"/prazos/{found.uid}/", {**typed, "length": "15"}).status_code == 302
    entry = entries_of(found).get()
    assert entry.changes["fundamento"] == ["Prática da CGE-MG", "Resolução CGE nº 1"]
    make.a_request_in_diligence()
    expected = queries.deadline(found.code).value.after(timezone.localdate())  # type: ignore[arg-type]
    assert Diligence.objects.get().due_date == expected
    assert centre_as(Profile.CABINET).post(f"/prazos/{found.uid}/", typed).status_code == 403


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registry_request SET state = 'admitted'",
        "UPDATE registry_request SET organisation_id = 1",
        "UPDATE registry_diligence SET text = 'x'",
        "SELECT answer FROM registry_diligence",
    ],
)
def test_under_its_role_the_portal_only_answers(statement: str) -> None:
    request = make.a_request_in_diligence()
    token = services.tracking_token(request.uid)
    services.answer_diligence(
        actor=make.requester("Flora"), token=token, text="Segue.", at=timezone.now()
    )
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|only answers"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE '%%\\_portal'")
        roles = [row[0] for row in cursor.fetchall()]
        assert roles
        cursor.execute(f'SET LOCAL ROLE "{roles[0]}"')
        cursor.execute(statement)


def test_who_answered_with_a_virus_is_asked_again() -> None:
    request = make.a_request_in_diligence()
    services.answer_diligence(
        actor=make.requester("Flora"),
        token=services.tracking_token(request.uid),
        text="Segue.",
        file=upload(PDF, "posse.pdf"),
        at=timezone.now(),
    )
    file = Diligence.objects.get().file
    assert file is not None
    from agreements.registry.handlers import tell_sender_of_letter

    tell_sender_of_letter(FileInfected.of(SYSTEM, file, at=timezone.now()))
    assert "posse.pdf" in Email.objects.latest("pk").body
