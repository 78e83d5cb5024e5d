"""A stage is shown done by a file: kept on both sides, scanned like every file, never public."""

from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from access.rules import Profile
from agreements.registry.models import Agreement
from agreements.work_plans import services
from agreements.work_plans.models import Stage, StageEvidence
from audit.queries import entries_of
from documents.models import StoredFile
from documents.rules import Scan
from documents.services import open_file
from foundation.tenancy import PUBLIC, inside
from tests.conftest import As
from tests.documents.samples import PDF, upload
from tests.factories.agreements import ANALYST, deliver_events
from tests.factories.publication import proof, published, signed_agreement_of, stage_of_partner
from tests.people import Programme, Visitor, person
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
NAME = "portaria-7.pdf"


def in_force() -> Agreement:
    found = published(signed_agreement_of(FIRST)).agreement
    found.refresh_from_db()
    return found


def typed(**more: object) -> dict[str, Any]:
    values = {"done_date": f"{timezone.localdate()}", "evidence": "A portaria.", "url": ""}
    return values | {"file": upload(PDF, NAME)} | more


def own(agreement: Agreement, stage: Stage) -> str:
    return f"/acordo/{agreement.uid}/etapas/{stage.uid}/"


def content(schema: str) -> list[bytes]:
    """The evidence that a place keeps for itself."""
    with inside(schema):
        files = list(StoredFile.objects.filter(purpose="stage_evidence"))
        assert all(each.storage_key.startswith(f"{schema}/") for each in files)
        found = []
        for each in files:
            with open_file(each) as opened:
                found.append(opened.read())
        return found


def delivered() -> None:
    with inside(FIRST.schema):
        deliver_events()
    deliver_events()


def fetched(visitor: Visitor, uid: object) -> bytes:
    answer: Any = visitor.get(f"/arquivos/{uid}/", follow=True)
    assert answer.status_code == 200, answer
    return b"".join(answer.streaming_content)


def told_by_partner(percival: Visitor) -> StageEvidence:
    agreement = in_force()
    stage = stage_of_partner(agreement)
    assert percival.post(own(agreement, stage), typed()).status_code == 302
    return StageEvidence.objects.get()


def test_the_file_of_the_partner_is_read_on_both_sides_each_from_its_own_place(
    first_as: As, centre_as: As, second_as: As
) -> None:
    percival, ana = first_as(Profile.HEAD), centre_as(Profile.DCI_ANALYST)
    found = told_by_partner(percival)
    plan = f"/acordos/{found.agreement.uid}/plano/"
    assert "ainda a caminho" in ana.get(plan).content.decode()
    assert (content(FIRST.schema), content(PUBLIC)) == ([PDF], [])
    with inside(FIRST.schema):
        told = entries_of(found).latest("pk").changes
    assert (told["arquivo"], told["SHA-256"]) == (["", NAME], ["", found.file_sha256])
    delivered()
    delivered()
    assert (content(FIRST.schema), content(PUBLIC)) == ([PDF], [PDF])
    found.refresh_from_db()
    assert entries_of(found).filter(verb="work_plans.stage.evidence_copied").count() == 1
    assert f"/arquivos/{found.copy_uid}/" in ana.get(plan).content.decode()
    assert f"/arquivos/{found.sent_uid}/" in percival.get("/acordo/").content.decode()
    assert fetched(ana, found.copy_uid) == fetched(percival, found.sent_uid) == PDF
    assert ana.get(f"/arquivos/{found.sent_uid}/").status_code == 404
    for uid in (found.sent_uid, found.copy_uid):
        assert second_as(Profile.HEAD).get(f"/arquivos/{uid}/").status_code == 404


def test_the_file_of_the_centre_goes_to_the_partner_and_stays_when_the_stage_is_reopened(
    first_as: As, centre_as: As
) -> None:
    ana, agreement = centre_as(Profile.DCI_ANALYST), in_force()
    stage = stage_of_partner(agreement)
    address = f"/acordos/etapas/{stage.uid}/"
    assert ana.post(f"{address}concluir/", typed()).status_code == 302
    delivered()
    assert (content(FIRST.schema), content(PUBLIC)) == ([PDF], [PDF])
    assert NAME in ana.get(f"{address}reabrir/").content.decode()
    assert ana.post(f"{address}reabrir/", {"reason": "É de outro órgão."}).status_code == 302
    found = StageEvidence.objects.get()
    assert fetched(first_as(Profile.OBSERVER), found.copy_uid) == PDF


@pytest.mark.parametrize(
    ("name", "bytes_"), [("portaria.exe", PDF), ("portaria.pdf", b"MZ\x90"), ("foto.png", PDF)]
)
def test_it_is_of_a_kind_that_is_accepted_and_is_what_it_says(
    first_as: As, name: str, bytes_: bytes
) -> None:
    agreement = in_force()
    address = own(agreement, stage_of_partner(agreement))
    answer = first_as(Profile.HEAD).post(address, typed(file=upload(bytes_, name)))
    assert answer.status_code == 422
    assert not StageEvidence.objects.exists()
    assert content(FIRST.schema) == []


def test_what_has_a_virus_is_neither_copied_nor_handed_out(first_as: As) -> None:
    percival = first_as(Profile.HEAD)
    found = told_by_partner(percival)
    with inside(FIRST.schema):
        StoredFile.objects.filter(uid=found.sent_uid).update(scan=Scan.INFECTED)
    delivered()
    assert content(PUBLIC) == []
    found.refresh_from_db()
    assert found.copy_uid is None
    assert percival.get(f"/arquivos/{found.sent_uid}/").status_code == 409


def test_another_file_named_by_a_forged_row_is_not_copied(first_as: As) -> None:
    found = told_by_partner(first_as(Profile.HEAD))
    StageEvidence.objects.filter(pk=found.pk).update(file_sha256="0" * 64)
    assert services.copy_evidence(uid=found.uid, at=timezone.now()) is False
    assert content(PUBLIC) == []


def test_programmes_send_it_and_each_side_downloads_its_own() -> None:
    agreement = in_force()
    stage = stage_of_partner(agreement)
    head = Programme(FIRST.host, person(FIRST.schema, Profile.HEAD))
    sent = head.post(f"/api{own(agreement, stage)}", typed())
    assert sent.status_code == 201, sent.content
    more = f"{agreement.uid}/evidencias/{sent.json()['uid']}/arquivo/"
    analyst = Programme(settings.CENTRE_HOST, person(PUBLIC, Profile.DCI_ANALYST))
    assert analyst.get(f"/api/acordos/{more}").status_code == 404
    delivered()
    for programme, root in ((head, "/api/acordo/"), (analyst, "/api/acordos/")):
        stages = programme.get(f"{root}{agreement.uid}/etapas/").json()
        (told,) = [each for one in stages for each in one["evidencias"]]
        assert (told["arquivo"]["nome"], told["arquivo"]["chegou"]) == (NAME, True)
        answer: Any = programme.get(f"{root}{more}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert b"".join(answer.streaming_content) == PDF
    neighbour = Programme(SECOND.host, person(SECOND.schema, Profile.HEAD))
    assert neighbour.get(f"/api/acordo/{more}").status_code == 404


def test_an_organisation_names_no_copy_and_a_file_has_a_name_and_a_hash() -> None:
    agreement = in_force()
    stage = stage_of_partner(agreement)
    services.complete_stage(actor=ANALYST(), uid=stage.uid, proof=proof(), at=timezone.now())
    services.reopen_stage(actor=ANALYST(), uid=stage.uid, reason="Falta.", at=timezone.now())
    forged = (
        "INSERT INTO public.work_plans_stageevidence (uid, stage_id, agreement_id, organisation_id,"
        " side, done_date, evidence, url, given_at, given_by_name, withdrawal_reason, sent_uid,"
        " copy_uid, file_name, file_sha256) SELECT gen_random_uuid(), stage_id, agreement_id,"
        " organisation_id, 'partner', done_date, 'x', '', now(), 'x', '', gen_random_uuid(),"
        " {copy}, 'a.pdf', {hash} FROM public.work_plans_stageevidence LIMIT 1"
    )
    for error, values in (
        (ProgrammingError, {"copy": "gen_random_uuid()", "hash": "'x'"}),
        (IntegrityError, {"copy": "NULL", "hash": "''"}),
    ):
        with (
            inside(FIRST.schema),
            pytest.raises(error, match=r"only tells|file_named"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(forged.format(**values))


def test_nobody_reads_it_without_signing_in(first_as: As, client: Any) -> None:
    found = told_by_partner(first_as(Profile.HEAD))
    delivered()
    for host in (FIRST.host, settings.CENTRE_HOST, settings.BASE_DOMAIN):
        for uid in (found.sent_uid, StageEvidence.objects.get().copy_uid):
            answer = client.get(f"/arquivos/{uid}/", headers={"host": host})
            assert answer.status_code in (302, 404)
            assert "/arquivos/" not in answer.get("Location", "").split("?")[0]
