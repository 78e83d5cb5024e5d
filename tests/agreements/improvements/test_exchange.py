"""An improvement by the pages: sent, reviewed by DTIC, released in a version, adopted by others."""

import pytest
from django.urls import reverse
from pytest_django import Settings

from access.rules import Profile
from agreements.improvements.exchange import ImprovementState
from agreements.improvements.models import Adoption, Improvement
from audit.models import Entry
from documents.models import StoredFile
from documents.rules import Scan
from foundation.tenancy import inside
from notifications.models import Notice
from tests.conftest import As
from tests.factories import exchange as make
from tests.factories.agreements import deliver_events
from tests.factories.publication import IMPROVEMENT, a_release
from tests.people import Visitor
from tests.seed import FIRST, SECOND

pytestmark = pytest.mark.django_db
TITLE = IMPROVEMENT["title"]


def here(improvement: Improvement, more: str = "") -> str:
    return f"/melhorias/{improvement.uid}/{more}"


def verbs_of(improvement: Improvement) -> list[str]:
    found = Entry.verbs.filter(subject_uid=improvement.uid).order_by("pk")
    return [each.rsplit(".", 1)[1] for each in found.values_list("verb", flat=True)]


@pytest.fixture
def dora(centre_as: As) -> Visitor:
    """Of DTIC."""
    return centre_as(Profile.DTIC)


@pytest.fixture
def bia(second_as: As) -> Visitor:
    """Who administers the neighbour."""
    return second_as(Profile.ORGANISATION_ADMIN)


def test_an_improvement_goes_back_and_forth_is_accepted_and_comes_in_a_version(
    ana: Visitor, dora: Visitor, portal: Visitor
) -> None:
    told = make.told()
    assert ana.post(here(told, "enviar/")).status_code == 302
    with inside(FIRST.schema):
        deliver_events()
    assert "leia o código" in Notice.objects.get(user=dora.user).text
    assert TITLE in dora.get("/melhorias/").text
    missing = "Faltam os testes da exportação."
    assert dora.post(here(told, "pedir-ajustes/"), {"missing": ""}).status_code == 422
    assert dora.post(here(told, "pedir-ajustes/"), {"missing": missing}).status_code == 302
    deliver_events()
    assert missing in ana.get(here(told)).text
    assert ana.post(here(told, "responder/"), {**IMPROVEMENT, "answer": ""}).status_code == 422
    answered = {**IMPROVEMENT, "answer": "Testes incluídos.", "patch": make.patch()}
    assert ana.post(here(told, "responder/"), answered).status_code == 302
    with inside(FIRST.schema):
        deliver_events()
    assert dora.post(here(told, "aceitar/"), {"note": "Bom trabalho."}).status_code == 302
    page = portal.get(here(told)).text
    assert TITLE in page and f"Feita por {FIRST.name}" in page
    draft = a_release("3.0.0", is_released=False)
    assert dora.post(here(told, "versao/"), {"release": str(draft.uid)}).status_code == 302
    assert make.fresh(told).state == ImprovementState.ACCEPTED
    a_release("3.0.0")
    deliver_events()
    deliver_events()
    now = make.fresh(told)
    assert (now.state, now.version) == (ImprovementState.RELEASED, "3.0.0")
    assert "3.0.0" in portal.get(here(told)).text
    with inside(FIRST.schema):
        own = verbs_of(told)
        notices = " ".join(Notice.objects.filter(user=ana.user).values_list("text", flat=True))
    assert own == ["submitted", "judged", "answered", "judged", "judged"]
    centre = [each for each in verbs_of(told) if each != "patch_taken"]
    assert centre == ["submitted", "work_asked", "answered", "accepted", "planned", "released"]
    assert "pediu ajustes na melhoria" in notices and "lançou na versão 3.0.0" in notices


def test_sending_the_report_sends_its_improvements_and_a_refusal_has_a_reason(
    ana: Visitor, sent: object, dora: Visitor, portal: Visitor
) -> None:
    found = Improvement.objects.get()
    assert found.state == ImprovementState.IN_REVIEW
    assert dora.post(here(found, "nao-aceitar/"), {"reason": " "}).status_code == 422
    reason = "O módulo foi refeito na versão 3."
    assert dora.post(here(found, "nao-aceitar/"), {"reason": reason}).status_code == 302
    deliver_events()
    assert reason in ana.get(here(found)).text
    assert portal.get(here(found)).status_code == 404
    for verb in ("aceitar/", "pedir-ajustes/"):
        assert dora.post(here(found, verb), {"missing": "x"}).status_code == 409
    assert ana.get(here(found, "responder/")).status_code == 409


@pytest.mark.parametrize("profile", [Profile.DCI_DIRECTOR, Profile.AUDITOR])
def test_only_dtic_reviews(centre_as: As, profile: Profile) -> None:
    found = make.submitted()
    visitor = centre_as(profile)
    page = visitor.get(here(found))
    assert page.status_code == 200 and "Pedir ajustes" not in page.text
    for verb in ("aceitar/", "pedir-ajustes/", "nao-aceitar/", "versao/"):
        assert visitor.post(here(found, verb), {"missing": "x", "reason": "x"}).status_code == 403


def test_a_patch_is_copied_to_the_centre_and_public_only_when_accepted(
    ana: Visitor, dora: Visitor, portal: Visitor, settings: Settings
) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:9"  # a scanner that has not answered yet
    found = make.submitted(link="", patch=make.patch())
    assert found.patch is not None and found.patch.sha256 == found.patch_sha256
    with inside(FIRST.schema):
        assert StoredFile.objects.filter(uid=found.patch_uid).exists()
    assert "aviso.patch" in dora.get(here(found)).text
    file = here(found, "alteracoes/")
    assert portal.get(file).status_code == 404
    assert dora.post(here(found, "aceitar/")).status_code == 409
    StoredFile.objects.filter(pk=found.patch.pk).update(scan=Scan.CLEAN)
    assert dora.post(here(found, "aceitar/")).status_code == 302
    answer = portal.get(file)
    assert b"".join(answer.streaming_content) == make.PATCH  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")
    assert "aviso.patch" in ana.get(here(found)).text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("aviso.patch", b"MZ\x90\x00\x03" + b"\x00" * 90),
        ("aviso.patch", b"Apenas um texto.\n"),
        ("aviso.patch", make.PATCH + "+if acesso \u202e: sair\n".encode()),
        ("aviso.exe", make.PATCH),
    ],
)
def test_what_is_no_plain_patch_is_refused_beside_its_field(
    ana: Visitor, report: object, name: str, content: bytes
) -> None:
    uid = report.uid  # type: ignore[attr-defined]
    typed = {**IMPROVEMENT, "patch": make.patch(name, content)}
    answer = ana.post(f"/relatorio-anual/{uid}/melhorias/nova/", typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors["patch"]
    assert not Improvement.objects.exists()


def test_without_an_address_or_a_file_there_is_nothing_to_review(
    ana: Visitor, report: object
) -> None:
    uid = report.uid  # type: ignore[attr-defined]
    answer = ana.post(f"/relatorio-anual/{uid}/melhorias/nova/", IMPROVEMENT | {"link": ""})
    assert answer.status_code == 422
    assert "a DTIC lê o código" in answer.text


def test_a_security_improvement_is_public_only_with_its_version(
    dora: Visitor, portal: Visitor, bia: Visitor
) -> None:
    found = make.accepted(kind="security", patch=make.patch())
    for visitor, path in ((portal, here(found)), (portal, here(found, "alteracoes/"))):
        assert visitor.get(path).status_code == 404
    assert TITLE not in portal.get("/melhorias/").text
    assert TITLE not in bia.get("/melhorias/").text
    assert bia.post(here(found, "adotar/")).status_code == 404
    release = a_release("3.0.1")
    assert dora.post(here(found, "versao/"), {"release": str(release.uid)}).status_code == 302
    assert TITLE in portal.get("/melhorias/").text
    assert "3.0.1" in portal.get(here(found)).text
    assert TITLE in bia.get("/melhorias/").text


def test_a_neighbour_adopts_and_undoes_at_its_own_host_and_everybody_sees_it(
    ana: Visitor, bia: Visitor, portal: Visitor, second_as: As
) -> None:
    found = make.accepted()
    assert ana.post(here(found, "adotar/")).status_code == 409
    assert second_as(Profile.OBSERVER).post(here(found, "adotar/")).status_code == 403
    assert bia.post(here(found, "adotar/")).status_code == 302
    assert bia.post(here(found, "adotar/")).status_code == 409
    page = bia.get(here(found)).text
    assert "Desfazer a adoção" in page and "Histórico" not in page
    assert SECOND.name in portal.get(here(found)).text
    assert SECOND.name in ana.get(here(found)).text
    assert bia.post(here(found, "desfazer-adocao/")).status_code == 302
    assert bia.post(here(found, "desfazer-adocao/")).status_code == 409
    assert SECOND.name not in portal.get(here(found)).text
    adoption = Adoption.objects.get()
    assert adoption.undone_at is not None
    for schema in ("public", SECOND.schema):
        with inside(schema):
            seen = Entry.verbs.filter(subject_uid=adoption.uid).values_list("verb", flat=True)
            assert set(seen) == {"improvements.adoption.marked", "improvements.adoption.undone"}


def test_the_public_list_is_counted_and_filtered(portal: Visitor) -> None:
    make.accepted()
    page = portal.get("/melhorias/", {"tipo": "correction"})
    assert TITLE not in page.text and "Nenhuma melhoria encontrada" in page.text
    page = portal.get("/melhorias/", {"tipo": "feature", "modulo": "formulation"})
    assert TITLE in page.text
    figures = page.context["figures"]
    assert (figures.accepted, figures.released, figures.bodies, figures.adoptions) == (1, 0, 1, 0)
    assert reverse("improvements:improvements", urlconf="config.urls.portal") == "/melhorias/"
