"""The catalogue of versions: prepared, released and told, fetched by a link, withdrawn."""

import re
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile
from agreements.publication import queries, services
from agreements.publication.models import Release
from agreements.publication.releases import (
    Known,
    ReleaseState,
    Standing,
    is_newer,
    newest,
    rank,
    standing_of,
)
from audit.models import Entry
from foundation.refusals import Conflict, Denied, Invalid, NotAllowed
from foundation.tenancy import inside
from notifications.models import Email, Notice
from tests.conftest import As
from tests.documents import samples
from tests.documents.samples import upload
from tests.factories.agreements import a_signed_agreement, applicant, deliver_events
from tests.factories.publication import (
    DTIC,
    PACKAGE,
    PUBLISHER,
    SHA,
    a_release,
    accepted,
    contacted,
    declared,
    delivered,
    delivered_to,
    facts,
    published,
    received,
    token_sent,
)
from tests.people import Visitor, person
from tests.seed import FIRST

TODAY = date(2026, 6, 1)
TYPED = {
    "version": "v2.4.1",
    "notes": "Corrige a exportação.",
    "licence": "Uso livre pelos partícipes.",
    "revision": "0",
}


def known(version: str, **more: object) -> Known:
    values = {"is_mandatory": False, "is_security": False, "supported_until": None} | more
    return Known(version, **values)  # type: ignore[arg-type]


numbers = st.integers(0, 30)
versions = st.builds(
    lambda a, b, c, tail: f"{a}.{b}.{c}{tail}",
    numbers,
    numbers,
    numbers,
    st.sampled_from(["", "-rc.1", "-rc.2", "-beta"]),
)


@given(versions, versions)
def test_of_two_versions_one_is_newer_or_they_are_the_same(one: str, other: str) -> None:
    assert [is_newer(one, other), is_newer(other, one), one == other].count(True) == 1
    assert newest([one, other]) in (one, other)
    assert not is_newer(one, newest([one, other]))


def test_versions_are_ordered_by_number_and_a_candidate_comes_before() -> None:
    told = ["2.0.0-rc.1", "2.0.0-rc.2", "2.0.0", "2.9.0", "2.10.0", "10.0.0"]
    assert sorted(sorted(told), key=rank) == told
    assert is_newer("0.0.1", "")
    assert newest([]) == ""
    with pytest.raises(ValueError, match=r"2\.4"):
        rank("2.4")


@pytest.mark.parametrize(
    ("installed", "catalogue", "standing"),
    [
        ("", [known("2.0.0")], Standing.UNKNOWN),
        ("2.0.0", [known("2.0.0"), known("1.9.0")], Standing.CURRENT),
        ("2.0.0", [known("2.1.0"), known("2.0.0")], Standing.OUTDATED),
        ("2.0.0", [known("3.0.0-rc.1"), known("2.0.0")], Standing.CURRENT),
        ("2.0.0", [known("2.1.0", is_mandatory=True)], Standing.LACKS_MANDATORY),
        (
            "2.0.0",
            [known("2.1.0", is_mandatory=True), known("2.0.1", is_security=True)],
            Standing.LACKS_SECURITY,
        ),
        ("2.0.0", [known("2.0.0", supported_until=TODAY)], Standing.CURRENT),
        (
            "2.0.0",
            [known("2.0.0", supported_until=TODAY - timedelta(days=1)), known("2.1.0")],
            Standing.UNSUPPORTED,
        ),
        ("1.0.0", [known("0.9.0", is_security=True)], Standing.CURRENT),
    ],
)
def test_an_installed_version_stands_to_the_catalogue_as_its_worst_lack(
    installed: str, catalogue: list[Known], standing: Standing
) -> None:
    assert standing_of(installed, catalogue, TODAY) == standing


@pytest.mark.django_db
def test_dtic_prepares_corrects_and_releases_a_version(centre_as: As) -> None:
    teodoro = centre_as(Profile.DTIC)
    sent = TYPED | {"package": upload(PACKAGE, "sispmpi-2.4.1.zip")}
    assert teodoro.post("/versoes/nova/", sent).status_code == 302
    found = Release.objects.get(version="2.4.1")
    assert (found.state, found.package_sha256) == (ReleaseState.DRAFT, SHA)
    page = f"/versoes/{found.uid}/"
    assert "Conferir e lançar" in teodoro.get(page).content.decode()
    changed = TYPED | {"is_security": "on", "notes": "Corrige falha de acesso."}
    assert teodoro.post(f"{page}alterar/", changed).status_code == 302
    found.refresh_from_db()
    assert (found.is_security, found.package_sha256) == (True, SHA)
    assert teodoro.post(f"{page}lancar/").status_code == 302
    found.refresh_from_db()
    assert found.state == ReleaseState.RELEASED
    assert teodoro.post(f"{page}alterar/", changed).status_code == 409
    entry = Entry.verbs.get(subject_uid=found.uid, verb="publication.release.released")
    assert entry.changes["SHA-256"] == ["", SHA]
    assert "2.4.1" in teodoro.get("/versoes/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"version": "dois"}, "três números"),
        ({"version": "2.4.0"}, "já está no catálogo"),
        ({"supported_until": "2020-01-01"}, "não pode terminar no passado"),
        ({"package": upload(samples.PDF, "sispmpi.zip")}, "não é ZIP"),
        ({"package": upload(samples.packed({"../fora.txt": b"x"}), "a.zip")}, "saem da própria"),
        ({"package": upload(PACKAGE[:-30], "a.zip")}, "não é ZIP"),
    ],
)
def test_a_bad_version_is_refused_beside_its_field(
    centre_as: As, wrong: dict[str, object], sentence: str
) -> None:
    a_release("2.4.0")
    sent = TYPED | {"package": upload(PACKAGE, "sispmpi.zip")} | wrong
    answer = centre_as(Profile.DTIC).post("/versoes/nova/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Corrige a exportação." in answer.content.decode()
    assert Release.objects.count() == 1


@pytest.mark.django_db
def test_of_two_people_who_correct_one_version_the_second_reads_what_the_first_wrote() -> None:
    draft = a_release(is_released=False)
    common = {"actor": DTIC, "uid": draft.uid, "package": None, "at": timezone.now()}
    services.change_release(revision=0, facts=facts(notes="Da primeira pessoa."), **common)
    with pytest.raises(Conflict):
        services.change_release(revision=0, facts=facts(notes="Da segunda pessoa."), **common)
    draft.refresh_from_db()
    assert draft.notes == "Da primeira pessoa."


@pytest.mark.django_db
def test_a_released_version_does_not_change_in_the_database_either() -> None:
    release = a_release()
    found = Release.objects.filter(pk=release.pk)
    with pytest.raises(Exception, match="final"), transaction.atomic():
        found.update(package_sha256="f" * 64)
    with pytest.raises(Exception, match=r"(?i)transition"), transaction.atomic():
        found.update(state=ReleaseState.DRAFT)
    with pytest.raises(Exception, match=r"(?i)delete"), transaction.atomic():
        found.delete()


@pytest.mark.django_db
def test_every_partner_hears_of_a_new_version_once() -> None:
    delivered_to(FIRST)
    with inside(FIRST.schema):
        head = person(FIRST.schema, Profile.HEAD).user
    release = a_release("2.5.0", is_mandatory=True)
    deliver_events()
    deliver_events()
    email = Email.objects.get(key__startswith=f"release:{release.uid}")
    assert email.to == "teo@municipio.test"
    assert "2.5.0 do SisPMPI, de instalação obrigatória" in email.body
    with inside(FIRST.schema):
        assert Notice.objects.filter(user=head, text__contains="versão 2.5.0").count() == 1


@pytest.mark.django_db
def test_the_package_is_fetched_by_its_link_and_each_time_is_journalled(portal: Visitor) -> None:
    delivery = delivered()
    link = f"/recebimento/{token_sent(delivery)}/"
    assert "Baixar o pacote" in portal.get(link).content.decode()
    for _ in range(2):
        begun = portal.post(f"{link}pacote/")
        assert begun.status_code == 302
    answer = portal.get(begun["Location"])
    assert b"".join(answer.streaming_content) == PACKAGE  # type: ignore[attr-defined]
    told = Entry.verbs.filter(subject_uid=delivery.uid, verb="publication.delivery.downloaded")
    assert told.count() == 2
    assert told[0].actor_name == "Téo Técnico"
    received(delivery)
    assert portal.post(f"{link}pacote/").status_code == 404


@pytest.mark.django_db
def test_a_forged_link_and_one_of_terms_not_accepted_fetch_nothing(portal: Visitor) -> None:
    assert portal.post(f"/recebimento/{token_sent(contacted())}/pacote/").status_code == 404
    assert portal.get("/pacote/inventado/").status_code == 404


@pytest.mark.django_db
def test_a_withdrawn_version_is_neither_delivered_nor_fetched(
    portal: Visitor, centre_as: As
) -> None:
    delivery = delivered()
    link = f"/recebimento/{token_sent(delivery)}/"
    begun = portal.post(f"{link}pacote/")["Location"]
    release = Release.objects.get()
    page = f"/versoes/{release.uid}/retirar/"
    teodoro = centre_as(Profile.DTIC)
    assert teodoro.post(page, {"reason": ""}).status_code == 422
    assert teodoro.post(page, {"reason": "Expunha dados."}).status_code == 302
    assert portal.get(begun).status_code == 404
    assert portal.post(f"{link}pacote/").status_code == 409
    assert "Não a instale" in portal.get(link).content.decode()
    with pytest.raises(Invalid):
        services.deliver_code(
            actor=DTIC,
            uid=accepted(
                contacted(published(a_signed_agreement(applicant=applicant("3118601"))))
            ).uid,
            release_uid=release.uid,
            is_clean=True,
            at=timezone.now(),
        )


@pytest.mark.django_db
def test_both_sides_see_that_a_copy_is_outdated(centre_as: As, first_as: As) -> None:
    production = declared()
    services.confirm_production(actor=DTIC, uid=production.uid, at=timezone.now())
    agreement = production.agreement
    found = queries.installed(DTIC, timezone.localdate())
    assert [(each.version, each.standing) for each in found] == [("2.4.1", Standing.CURRENT)]
    a_release("2.5.0", is_security=True)
    found = queries.installed(DTIC, timezone.localdate())
    assert found[0].standing == Standing.LACKS_SECURITY
    centre = centre_as(Profile.AUDITOR)
    assert "Falta correção de segurança" in centre.get("/versoes/instaladas/").content.decode()
    page = centre_as(Profile.DTIC).get(f"/acordos/{agreement.uid}/").content.decode()
    assert "Falta correção de segurança" in page
    own = first_as(Profile.HEAD).get(f"/acordo/{agreement.uid}/").content.decode()
    assert "Falta correção de segurança" in own
    assert "2.5.0" in own


@pytest.mark.django_db
@pytest.mark.parametrize("profile", [Profile.DCI_DIRECTOR, Profile.PUBLICATION, Profile.AUDITOR])
def test_only_dtic_keeps_the_catalogue(centre_as: As, profile: Profile) -> None:
    draft = a_release(is_released=False)
    visitor = centre_as(profile)
    assert visitor.get("/versoes/nova/").status_code == 403
    assert visitor.post(f"/versoes/{draft.uid}/lancar/").status_code == 403
    assert visitor.get(f"/versoes/{draft.uid}/").status_code == 200
    with pytest.raises(Denied):
        services.withdraw_release(actor=PUBLISHER, uid=draft.uid, reason="x", at=timezone.now())


@pytest.mark.django_db
def test_a_draft_is_not_delivered() -> None:
    draft = a_release(is_released=False)
    with pytest.raises(Invalid, match="versão lançada"):
        services.deliver_code(
            actor=DTIC,
            uid=accepted().uid,
            release_uid=draft.uid,
            is_clean=True,
            at=timezone.now(),
        )


@pytest.mark.django_db
def test_a_new_link_leads_to_the_package_and_the_earlier_one_stops(
    portal: Visitor, centre_as: As
) -> None:
    delivery = delivered()
    first = re.escape(token_sent(delivery))
    again = f"/acordos/{delivery.agreement.uid}/entregas/{delivery.uid}/reenviar/"
    assert centre_as(Profile.DTIC).post(again).status_code == 302
    assert portal.get(f"/recebimento/{first}/").status_code == 404
    assert portal.get(f"/recebimento/{token_sent(delivery)}/").status_code == 200
    received(delivery)
    with pytest.raises(NotAllowed):
        services.resend_link(actor=DTIC, uid=delivery.uid, at=timezone.now())
