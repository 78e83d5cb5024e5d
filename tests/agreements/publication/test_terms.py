"""Terms of use in versions: who accepted keeps its text, who comes later accepts the newest."""

import pytest
from django.conf import settings
from django.db import InternalError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from access.rules import Profile, requester
from agreements.publication import queries, services
from agreements.publication.models import Delivery, TermsOfUse
from agreements.publication.terms import (
    CHANGED,
    NO_REASON,
    NO_TEXT,
    SAME_TEXT,
    hash_of_terms,
    terms_faults,
    written_terms,
)
from audit.queries import entries_of
from foundation.refusals import Conflict, Denied, Invalid
from foundation.tenancy import PUBLIC
from tests.conftest import As
from tests.factories.agreements import DIRECTOR, a_signed_agreement, applicant
from tests.factories.publication import DTIC, accepted, contacted, published, token_sent
from tests.people import Programme, Visitor, person

PAGE = "/termos-de-uso/"
NEW = ["1. O código é cedido sem custo.", "", "2. As melhorias   são contadas à CGE-MG."]
lines = st.lists(st.text(max_size=40), max_size=6)


def publish(reason: str = "Pedido da AGE.", **more: object) -> TermsOfUse:
    """DCI's director writes the next version."""
    values = {"actor": DIRECTOR(), "number": queries.terms_in_force().number, "paragraphs": NEW}
    return services.publish_terms(reason=reason, at=timezone.now(), **(values | more))  # type: ignore[arg-type]


@given(lines)
def test_what_is_kept_is_the_same_written_twice(paragraphs: list[str]) -> None:
    text = written_terms(paragraphs)
    assert written_terms(text.split("\n")) == text
    assert "\n\n" not in text and text == text.strip()


@pytest.mark.parametrize(
    ("text", "reason", "expected"),
    [
        ("", "Motivo.", {"text": [NO_TEXT]}),
        ("1. Sem custo.", "Motivo.", {"text": [SAME_TEXT]}),
        ("2. Outro.", "  ", {"reason": [NO_REASON]}),
        ("2. Outro.", "Motivo.", {}),
    ],
)
def test_a_version_needs_another_text_and_a_reason(
    text: str, reason: str, expected: dict[str, list[str]]
) -> None:
    assert terms_faults(text, reason, before="1. Sem custo.") == expected


@pytest.mark.django_db
@pytest.mark.parity("G11")
def test_who_accepted_keeps_the_text_and_who_accepts_later_accepts_the_newest() -> None:
    first = queries.terms_in_force()
    early = accepted()
    other = a_signed_agreement(applicant=applicant("3106200"))
    waiting = contacted(published(other))
    made = publish()
    assert (made.number, made.text) == (
        first.number + 1,
        "1. O código é cedido sem custo.\n2. As melhorias são contadas à CGE-MG.",
    )
    early.refresh_from_db()
    assert (early.terms_text, early.terms_hash) == (first.text, first.text_hash)
    late = accepted(waiting)
    late.refresh_from_db()
    assert (late.terms_version, late.terms_text) == (made.version, made.text)
    assert late.terms_hash == hash_of_terms(made.text) != early.terms_hash
    entry = entries_of(made).get(verb="publication.terms.published")
    assert entry.reason == "Pedido da AGE."
    assert entry.changes["SHA-256 do texto"] == [first.text_hash, made.text_hash]


@pytest.mark.django_db
def test_the_database_keeps_a_version_and_what_was_accepted() -> None:
    delivery = accepted()
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(terms_text="Outro texto.")
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        TermsOfUse.objects.update(text="Outro texto.")
    with pytest.raises(InternalError, match="delete"), transaction.atomic():
        TermsOfUse.objects.all().delete()


@pytest.mark.django_db
def test_two_directors_do_not_publish_over_each_other() -> None:
    number = queries.terms_in_force().number
    publish(number=number)
    with pytest.raises(Conflict):
        publish(number=number, paragraphs=["1. Outro texto."])
    assert queries.terms_in_force().number == number + 1


@pytest.mark.django_db
def test_terms_that_were_not_read_are_not_accepted() -> None:
    delivery, read = contacted(), queries.terms_in_force()
    publish()
    with pytest.raises(Invalid, match="mudaram"):
        services.accept_terms(
            actor=requester("Téo Técnico"),
            token=token_sent(delivery),
            name="Téo Técnico",
            post="Analista",
            email="teo@municipio.test",
            terms_hash=read.text_hash,
            at=timezone.now(),
        )
    delivery.refresh_from_db()
    assert delivery.accepted_at is None


@pytest.mark.django_db
def test_who_had_the_old_terms_open_reads_the_new_and_says_so_again(portal: Visitor) -> None:
    delivery = contacted()
    link = f"/aceite/{token_sent(delivery)}/"
    old = queries.terms_in_force()
    typed = {
        "name": "Téo Técnico",
        "post": "Analista",
        "email": "teo@municipio.test",
        "has_read": "on",
    }
    made = publish()
    answer = portal.post(link, typed | {"terms_hash": old.text_hash})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert CHANGED.split(".")[0] in page and "são contadas à CGE-MG" in page
    assert made.text_hash in page and "checked" not in page
    assert portal.post(link, typed | {"terms_hash": made.text_hash}).status_code == 200
    delivery.refresh_from_db()
    assert delivery.terms_hash == made.text_hash


@pytest.mark.django_db
def test_the_director_publishes_on_the_page_and_reads_who_accepted_which(centre_as: As) -> None:
    accepted()
    director = centre_as(Profile.DCI_DIRECTOR)
    number = queries.terms_in_force().number
    form = director.get(f"{PAGE}nova-versao/")
    assert "cedido sem custo" in form.content.decode()
    typed = {"text": "\n".join(NEW), "reason": "Pedido da AGE.", "number": number}
    assert director.post(f"{PAGE}nova-versao/", typed | {"reason": ""}).status_code == 422
    assert director.post(f"{PAGE}nova-versao/", typed).status_code == 302
    page = director.get(PAGE).content.decode()
    for told in (f"Versão {number + 1}.0", "Pedido da AGE.", "Téo Técnico, Analista de sistemas"):
        assert told in page
    old = director.get(f"{PAGE}{number}/").content.decode()
    new = director.get(f"{PAGE}{number + 1}/").content.decode()
    assert "Téo Técnico" in old and "Substituída" in old
    assert "Ninguém aceitou ainda" in new and "Vale hoje" in new and "O que mudou" in new
    assert director.get(f"{PAGE}99/").status_code == 404


@pytest.mark.django_db
def test_dtic_reads_the_terms_and_does_not_write_them(centre_as: As) -> None:
    teodoro = centre_as(Profile.DTIC)
    page = teodoro.get(PAGE)
    assert page.status_code == 200 and "Publicar nova versão" not in page.content.decode()
    assert teodoro.get(f"{PAGE}nova-versao/").status_code == 403
    with pytest.raises(Denied):
        publish(actor=DTIC)


@pytest.mark.django_db
def test_programmes_read_the_versions_and_the_director_publishes_the_next() -> None:
    accepted()
    newest = queries.terms_in_force()
    dirce, dti = (
        Programme(settings.CENTRE_HOST, person(PUBLIC, each))
        for each in (Profile.DCI_DIRECTOR, Profile.DTIC)
    )
    listed = dti.get("/api/termos-de-uso/").json()["resultados"]
    assert listed[0]["numero"] == newest.number == len(listed)
    read = dirce.get(f"/api/termos-de-uso/{newest.number}/")
    assert (read.json()["texto"], read.json()["aceites"]) == (newest.text, 1)
    assert "teo@municipio.test" not in read.content.decode()
    path, body = "/api/termos-de-uso/nova-versao/", {"text": "\n".join(NEW), "reason": "AGE."}
    version = {"If-Match": read["ETag"]}
    assert dti.send(path, body, **version).status_code == 403
    assert dirce.send(path, body).status_code == 428
    silent = dirce.send(path, body | {"reason": ""}, **version)
    assert set(silent.json()["errors"]) == {"reason"}
    made = dirce.send(path, body, **version)
    assert made.status_code == 201, made.content
    assert queries.terms_in_force().number == newest.number + 1
    entry = entries_of(TermsOfUse.objects.latest("number")).get()
    assert (entry.channel, entry.reason) == ("pela API", "AGE.")
    assert dirce.send(path, body | {"text": "Outro."}, **version).status_code == 412
