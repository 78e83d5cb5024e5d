"""Lists of revoked certificates: which are kept, where they come from, who sees and sends them."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from django.db import transaction
from django.test import override_settings

from access.rules import Profile
from agreements.signatures import rules, services, tasks
from agreements.signatures.models import Authority, RevocationList
from agreements.signatures.services import lists
from audit.models import Entry
from foundation import fetching
from foundation.refusals import Denied, Invalid
from tests.agreements.signatures import icp, revoking
from tests.agreements.signatures.revoking import DAY, HOUR, crl
from tests.conftest import As
from tests.documents.samples import upload
from tests.factories import agreements as make
from tests.factories.signatures import NETWORK, trusted

pytestmark = pytest.mark.django_db


def now() -> datetime:
    return datetime.now(UTC)


def authority(address: str = "", holder: icp.Holder | None = None) -> Authority:
    root = trusted()
    pem = (holder or icp.middle()).pem
    return services.add_authority(
        actor=NETWORK, root_uid=root.uid, certificate=pem, address=address, at=now()
    )


def part() -> x509.IssuingDistributionPoint:
    """The mark of a list that speaks of others' certificates."""
    return x509.IssuingDistributionPoint(
        full_name=None,
        relative_name=None,
        only_contains_user_certs=False,
        only_contains_ca_certs=False,
        only_some_reasons=None,
        indirect_crl=True,
        only_contains_attribute_certs=False,
    )


def bad(kind: str) -> bytes:
    """A list that is not kept."""
    middle = icp.middle()
    made = {
        "ended": lambda: crl(middle, made=now() - 3 * DAY, ends=now() - DAY),
        "of another": lambda: crl(icp.root()),
        "forged": lambda: crl(middle, key=icp.root()),
        "ahead": lambda: crl(middle, made=now() + DAY),
        "indirect": lambda: crl(middle, extension=part()),
        "delta": lambda: crl(middle, extension=x509.DeltaCRLIndicator(1)),
        "no list": lambda: b"<html>",
    }
    return made[kind]()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("ahead", "data futura"),
        ("delta", "não é completa"),
        ("ended", "está vencida"),
        ("forged", "não foi assinada"),
        ("indirect", "não é completa"),
        ("no list", "não é uma lista"),
        ("of another", "é de outra autoridade"),
    ],
)
def test_a_list_is_kept_only_whole_signed_by_its_authority_and_in_force(
    kind: str, words: str
) -> None:
    found = authority()
    with pytest.raises(Invalid, match=words), transaction.atomic():
        services.keep_list(actor=NETWORK, uid=found.uid, content=bad(kind), at=now())
    assert not RevocationList.objects.exists()


def test_a_large_one_and_an_older_one_are_refused() -> None:
    found = authority()
    services.keep_list(actor=NETWORK, uid=found.uid, content=crl(icp.middle()), at=now())
    older = crl(icp.middle(), made=now() - 2 * DAY)
    with pytest.raises(Invalid, match="mais antiga"):
        services.keep_list(actor=NETWORK, uid=found.uid, content=older, at=now())
    large = b"\x30" * (rules.LARGEST_LIST + 1)
    with pytest.raises(Invalid, match="passa de 16 MB"):
        services.keep_list(actor=NETWORK, uid=found.uid, content=large, at=now())


def test_a_list_is_fetched_from_the_confirmed_address_once_a_day() -> None:
    with revoking.serving() as shelf:
        found = authority(shelf.url)
        shelf.content = crl(icp.middle(), icp.somebody("Vera Vice"))
        assert tasks.fetch_lists() == 1
        assert tasks.fetch_lists() == 0 and shelf.asked == 1
        kept = RevocationList.objects.get(authority=found)
        assert (kept.entries, kept.source) == (1, shelf.url)
        assert services.fetch_due(at=now() + timedelta(hours=21)) == 1 and shelf.asked == 2
    assert Entry.verbs.filter(verb="signatures.authority.list_kept").count() == 1


@pytest.mark.parametrize(
    ("kind", "words"), [("ended", "vencida"), ("forged", "assinada"), ("of another", "outra")]
)
def test_what_comes_and_is_no_good_is_told_and_the_kept_one_stays(kind: str, words: str) -> None:
    with revoking.serving() as shelf:
        found = authority(shelf.url)
        services.keep_list(actor=NETWORK, uid=found.uid, content=crl(icp.middle()), at=now())
        shelf.content = bad(kind)
        assert services.fetch_due(at=now() + DAY) == 0
    found.refresh_from_db()
    assert words in found.trouble and found.tried_at is not None
    assert RevocationList.objects.get().made_at < now()


@pytest.mark.parametrize("status", [302, 404, 500])
def test_another_status_and_a_redirect_are_not_followed(status: int) -> None:
    with revoking.serving() as shelf:
        found = authority(shelf.url)
        shelf.status, shelf.content = status, crl(icp.middle())
        assert tasks.fetch_lists() == 0 and shelf.asked == 1
    found.refresh_from_db()
    assert "com erro ou desvio" in found.trouble


def test_too_much_and_nobody_there_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with revoking.serving() as shelf:
        found = authority(shelf.url)
        shelf.content = b"x" * 2000
        monkeypatch.setattr(lists, "LARGEST_LIST", 1000)
        assert tasks.fetch_lists() == 0
        found.refresh_from_db()
        assert "passa de 16 MB" in found.trouble
    assert tasks.fetch_lists() == 0
    found.refresh_from_db()
    assert "não respondeu" in found.trouble


def test_inner_addresses_are_not_asked_in_production() -> None:
    for url in ("http://127.0.0.1/a.crl", "http://10.0.0.1/a.crl", "http://[::1]/a.crl"):
        with override_settings(PRODUCTION=True), pytest.raises(fetching.Forbidden, match="inner"):
            fetching.download(url, largest=10, seconds=1)
    for url in ("file:///etc/passwd", "ftp://ac.example/a.crl", "http://a:b@ac.example/a.crl"):
        assert not rules.is_address(url)
        with pytest.raises(fetching.Forbidden):
            fetching.download(url, largest=10, seconds=1)


def test_only_authorities_under_the_root_are_taken_in() -> None:
    root = trusted()
    cases = [
        (icp.middle("Autoridade Raiz Estranha"), "não é desta raiz"),
        (icp.somebody("Vera Vice"), "é de uma pessoa"),
    ]
    for holder, words in cases:
        with pytest.raises(Invalid, match=words):
            services.add_authority(
                actor=NETWORK, root_uid=root.uid, certificate=holder.pem, address="", at=now()
            )
    with pytest.raises(Invalid, match="endereço inteiro"):
        services.add_authority(
            actor=NETWORK, root_uid=root.uid, certificate=icp.middle().pem, address="x", at=now()
        )
    assert not Authority.objects.exists()


def test_lists_are_sent_and_seen_on_the_page_of_roots(centre_as: As) -> None:
    nina, ana = centre_as(Profile.NETWORK_ADMIN), centre_as(Profile.DCI_ANALYST)
    root = trusted()
    new = f"/raizes-de-confianca/{root.uid}/autoridades/nova/"
    typed = {"certificate": icp.middle().pem, "address": ""}
    assert ana.post(new, typed).status_code == 403
    assert nina.post(new, typed).status_code == 302
    assert nina.post(new, typed).status_code == 422
    found = Authority.objects.get()
    assert "Sem lista" in ana.get("/raizes-de-confianca/").content.decode()
    base = f"/raizes-de-confianca/autoridades/{found.uid}"
    sent = {"file": upload(bad("forged"), "ac.crl")}
    assert "não foi assinada" in nina.post(f"{base}/lista/", sent).content.decode()
    assert nina.post(f"{base}/lista/", {"file": upload(crl(icp.middle()), "ac.crl")}).url
    assert nina.post(f"{base}/endereco/", {"address": "http://ac.example/ac.crl"}).url
    page = ana.get("/raizes-de-confianca/").content.decode()
    assert "Em vigor" in page and "http://ac.example/ac.crl" in page and "(há 1" in page
    rule = {"is_binding": "on", "reason": "Portaria 3."}
    assert ana.post("/raizes-de-confianca/revogacao/", rule).status_code == 403
    assert nina.post("/raizes-de-confianca/revogacao/", rule).status_code == 302
    assert "Portaria 3." in ana.get("/raizes-de-confianca/").content.decode()
    with pytest.raises(Denied):
        services.set_address(actor=make.ANALYST(), uid=found.uid, address="", at=now())


def test_the_address_that_a_certificate_tells_is_proposed(centre_as: As) -> None:
    nina = centre_as(Profile.NETWORK_ADMIN)
    point = "http://raiz.example/raiz.crl"
    under = icp.made("AC com endereço", icp.root(), is_ca=True, lists_at=point)
    authority(holder=under)
    root = Authority.objects.get().root
    of_root = services.add_authority(
        actor=NETWORK, root_uid=root.uid, certificate=icp.root().pem, address="", at=now()
    )
    assert point in nina.get("/raizes-de-confianca/").content.decode()
    asked = nina.get(f"/raizes-de-confianca/autoridades/{of_root.uid}/endereco/")
    assert point in asked.content.decode()
    assert tasks.fetch_lists() == 0, "nothing is asked before a person has confirmed it"


def test_a_list_is_asked_for_when_it_is_old_or_about_to_end() -> None:
    at = now()
    assert rules.list_is_due(at - timedelta(hours=20), at + DAY, at)
    assert rules.list_is_due(at - HOUR, at + timedelta(minutes=59), at)
    assert not rules.list_is_due(at - HOUR, at + 2 * HOUR, at)
