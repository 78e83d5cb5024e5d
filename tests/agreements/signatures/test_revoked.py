"""Who signed with a revoked certificate is refused; what nobody could look up is said so."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509

from access.rules import Profile
from agreements.registry.models import Agreement, Signature
from agreements.signatures import services
from agreements.signatures.models import Authority, RevocationPolicy
from audit.models import Entry
from foundation.refusals import Invalid
from tests.agreements.signatures import icp, revoking
from tests.agreements.signatures.revoking import DAY, HOUR, crl
from tests.agreements.signatures.test_pades import paper_of, read
from tests.conftest import As
from tests.documents.samples import upload
from tests.factories import agreements as make
from tests.factories.signatures import NETWORK, trusted

pytestmark = pytest.mark.django_db
MAYOR = "Percival Prefeito"


def now() -> datetime:
    return datetime.now(UTC)


def authorities() -> tuple[Authority, Authority]:
    """The root and what is under it, as the network's administration took them in."""
    root = trusted()
    first, second = (
        services.add_authority(
            actor=NETWORK, root_uid=root.uid, certificate=each.pem, address="", at=now()
        )
        for each in (icp.root(), icp.middle())
    )
    return first, second


def keep(authority: Authority, content: bytes) -> None:
    services.keep_list(actor=NETWORK, uid=authority.uid, content=content, at=now())


def with_lists(of_middle: bytes) -> Agreement:
    """An agreement to sign, where both lists are kept."""
    agreement = make.an_agreement_to_sign()
    first, second = authorities()
    keep(first, crl(icp.root()))
    keep(second, of_middle)
    return agreement


def told() -> str:
    return str(Signature.objects.get().evidence["revogacao"]["texto"])


def test_a_good_certificate_is_told_with_the_day_of_the_look() -> None:
    agreement = with_lists(crl(icp.middle(), icp.somebody("Vera Vice")))
    assert read(agreement, icp.signed_by(paper_of(agreement), icp.somebody(MAYOR))) == 1
    found = Signature.objects.get().evidence["revogacao"]
    assert found["situacao"] == "valido" and found["carimbo_do_tempo"] == ""
    assert told().startswith("válido em ") and "lista da autoridade" in told()


@pytest.mark.parametrize("since", [-2 * DAY, -HOUR])
def test_a_revoked_one_is_refused_whatever_the_signer_says_of_the_time(since: timedelta) -> None:
    mayor = icp.somebody(MAYOR)
    agreement = with_lists(crl(icp.middle(), mayor, since=now() + since))
    with pytest.raises(Invalid, match=r"foi revogado em .* carimbo do tempo confiável"):
        read(agreement, icp.signed_by(paper_of(agreement), mayor))
    assert not Signature.objects.exists()


def test_revoked_after_a_trusted_time_stamp_the_signature_stands() -> None:
    mayor = icp.somebody(MAYOR)
    agreement = with_lists(crl(icp.middle(), mayor, since=now() - HOUR))
    stamped = revoking.signed(paper_of(agreement), mayor, stamped_at=now() - 5 * HOUR)
    assert read(agreement, stamped) == 1
    assert "revogado em" in told() and "depois do carimbo" in told()
    assert Signature.objects.get().evidence["revogacao"]["carimbo_do_tempo"]


def test_revoked_before_the_time_stamp_it_is_refused() -> None:
    mayor = icp.somebody(MAYOR)
    agreement = with_lists(crl(icp.middle(), mayor, since=now() - 9 * HOUR))
    stamped = revoking.signed(paper_of(agreement), mayor, stamped_at=now() - 5 * HOUR)
    with pytest.raises(Invalid) as refusal:
        read(agreement, stamped)
    assert "foi revogado em" in refusal.value.errors["file"][0]
    assert "carimbo" not in refusal.value.errors["file"][0]


def test_a_key_that_was_not_safe_before_the_time_stamp_is_refused() -> None:
    mayor = icp.somebody(MAYOR)
    unsafe = x509.InvalidityDate((now() - 9 * HOUR).replace(microsecond=0))
    agreement = with_lists(crl(icp.middle(), mayor, since=now() - HOUR, mark=unsafe))
    stamped = revoking.signed(paper_of(agreement), mayor, stamped_at=now() - 5 * HOUR)
    with pytest.raises(Invalid, match="foi revogado em"):
        read(agreement, stamped)


def test_time_given_by_who_was_revoked_proves_nothing() -> None:
    mayor = icp.somebody(MAYOR)
    agreement = with_lists(crl(icp.middle(), mayor, revoking.stamper(), since=now() - HOUR))
    stamped = revoking.signed(paper_of(agreement), mayor, stamped_at=now() - 5 * HOUR)
    with pytest.raises(Invalid, match="carimbo do tempo confiável"):
        read(agreement, stamped)


def test_a_revoked_authority_takes_its_people_along() -> None:
    agreement = make.an_agreement_to_sign()
    first, second = authorities()
    keep(first, crl(icp.root(), icp.middle()))
    keep(second, crl(icp.middle()))
    with pytest.raises(Invalid, match="foi revogado em"):
        read(agreement, icp.signed_by(paper_of(agreement), icp.somebody(MAYOR)))


def test_without_a_list_it_is_said_and_where_the_rule_binds_it_is_refused() -> None:
    agreement = make.an_agreement_to_sign()
    trusted()
    signed = icp.signed_by(paper_of(agreement), icp.somebody(MAYOR))
    services.decide_policy(actor=NETWORK, is_binding=True, reason="Portaria 1.", at=now())
    with pytest.raises(Invalid, match="não pôde ser consultada: não há lista de revogação de AC"):
        read(agreement, signed)
    services.decide_policy(actor=NETWORK, is_binding=False, reason="Portaria 2.", at=now())
    assert read(agreement, signed) == 1
    assert told() == "revogação não consultada: não há lista de revogação de AC Exemplo"
    assert RevocationPolicy.objects.count() == 2


def test_a_list_that_ended_meanwhile_says_nothing() -> None:
    agreement = make.an_agreement_to_sign()
    first, second = authorities()
    keep(first, crl(icp.root()))
    then = now() - 2 * DAY
    old = crl(icp.middle(), made=then - HOUR, ends=then + DAY)
    services.keep_list(actor=NETWORK, uid=second.uid, content=old, at=then)
    assert read(agreement, icp.signed_by(paper_of(agreement), icp.somebody(MAYOR))) == 1
    assert told().startswith("revogação não consultada: a lista de AC Exemplo venceu em ")


def test_lists_inside_the_signature_are_looked_at() -> None:
    agreement = make.an_agreement_to_sign()
    trusted()
    lists = crl(icp.root()), crl(icp.middle())
    signed = revoking.with_list_inside(paper_of(agreement), icp.somebody(MAYOR), *lists)
    assert read(agreement, signed) == 1
    assert told().startswith("válido em ") and "veio no PDF" in told()


def test_lists_added_to_the_document_are_looked_at() -> None:
    agreement, mayor = make.an_agreement_to_sign(), icp.somebody(MAYOR)
    trusted()
    signed = revoking.signed(paper_of(agreement), mayor)
    revoked = revoking.with_lists_added(signed, crl(icp.root()), crl(icp.middle(), mayor))
    with pytest.raises(Invalid, match="foi revogado em"):
        read(agreement, revoked)
    forged = crl(icp.middle(), mayor, key=icp.root())
    added = revoking.with_lists_added(signed, crl(icp.root()), forged)
    assert read(agreement, added) == 1
    assert "não foi assinada por essa autoridade" in told()


def test_an_old_list_inside_counts_at_a_proven_time() -> None:
    agreement, mayor = make.an_agreement_to_sign(), icp.somebody(MAYOR)
    trusted()
    then = now() - 30 * DAY
    lists = [crl(each, made=then - DAY, ends=then + DAY) for each in (icp.root(), icp.middle())]
    stamped = revoking.signed(paper_of(agreement), mayor, stamped_at=then)
    assert read(agreement, revoking.with_lists_added(stamped, *lists)) == 1
    assert told().startswith("válido em ")


def test_a_suspension_that_was_lifted_counts_no_longer() -> None:
    agreement, mayor = make.an_agreement_to_sign(), icp.somebody(MAYOR)
    first, second = authorities()
    keep(first, crl(icp.root()))
    hold = x509.CRLReason(x509.ReasonFlags.certificate_hold)
    held = crl(icp.middle(), mayor, made=now() - 2 * DAY, mark=hold)
    keep(second, held)
    signed = revoking.signed(paper_of(agreement), mayor)
    with pytest.raises(Invalid, match="foi revogado em"):
        read(agreement, signed)
    keep(second, crl(icp.middle()))
    assert read(agreement, revoking.with_lists_added(signed, held)) == 1


@pytest.mark.parametrize("is_listed", [False, True])
def test_a_list_of_part_of_the_people_clears_nobody_else(is_listed: bool) -> None:
    mayor = icp.somebody(MAYOR)
    where = [x509.UniformResourceIdentifier("http://ac.example/parte-2.crl")]
    part = x509.IssuingDistributionPoint(where, None, False, False, None, False, False)
    people = [mayor] if is_listed else []
    agreement = with_lists(crl(icp.middle(), *people, extension=part))
    signed = icp.signed_by(paper_of(agreement), mayor)
    if is_listed:
        with pytest.raises(Invalid, match="foi revogado em"):
            read(agreement, signed)
    else:
        assert read(agreement, signed) == 1
        assert "não abrange este certificado" in told()


def test_the_page_of_the_agreement_says_what_was_found(centre_as: As) -> None:
    agreement, ana = make.an_agreement_to_sign(), centre_as(Profile.DCI_ANALYST)
    trusted()
    signed = icp.signed_by(paper_of(agreement), icp.somebody(MAYOR))
    address = f"/acordos/{agreement.uid}/pdf-assinado/acordo/"
    page = ana.post(address, {"file": upload(signed, "acordo.pdf")}, follow=True)
    assert "revogação não consultada: não há lista" in page.content.decode()
    assert Entry.verbs.filter(verb="signatures.pdf.read").exists()
