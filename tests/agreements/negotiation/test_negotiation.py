"""The texts go back and forth until both sides accept the very same, and only these are signed."""

import pytest
from django.db import InternalError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.rules import Profile
from agreements.negotiation import queries, services
from agreements.negotiation.models import (
    Acceptance,
    ClauseComment,
    Exchange,
    Negotiation,
    Proposal,
)
from agreements.negotiation.rules import (
    NEGOTIATION_FLOW,
    NegotiationState,
    agreement_faults,
)
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState, Side, SignedDocument
from agreements.work_plans import services as texts
from agreements.work_plans.models import Draft, Stage
from agreements.work_plans.queries import latest_draft
from audit.queries import entries_of
from foundation.refusals import Conflict, Denied, Invalid, NotAllowed, NotFound
from notifications.models import Notice
from tests.factories import agreements as make
from tests.factories import negotiations as talk

pytestmark = pytest.mark.django_db
NEW = "As partes atuarão com integridade e publicarão o resultado das apurações."


def state(agreement: Agreement) -> str:
    """How the negotiation stands."""
    return Negotiation.objects.get(agreement=agreement).state


def generate(agreement: Agreement) -> None:
    """DCI makes a new version of both texts."""
    texts.generate_drafts(actor=make.ANALYST(), uid=agreement.uid, at=timezone.now())


def answer(proposal: Proposal, *, is_taken: bool, text: str = "") -> Proposal:
    """DCI answers a proposal."""
    return services.answer_proposal(
        actor=make.ANALYST(),
        uid=proposal.uid,
        is_taken=is_taken,
        answer=text,
        at=timezone.now(),
    )


def text_of(agreement: Agreement) -> Draft:
    """The newest version of the agreement."""
    found = latest_draft(agreement, SignedDocument.AGREEMENT)
    assert found is not None
    return found


def clause_of(draft: Draft, key: str = "integridade") -> list[str]:
    """How one clause reads."""
    return next(list(each["items"]) for each in draft.text["clauses"] if each["key"] == key)


@pytest.mark.parity("G07")
def test_a_proposal_goes_there_and_back_until_both_accept_one_text_and_it_is_signed() -> None:
    agreement = talk.a_sent_agreement()
    assert state(agreement) == NegotiationState.SENT
    proposal = talk.propose(agreement, NEW)
    talk.give_back(agreement, "Pedimos a publicação.")
    theirs = text_of(agreement)
    assert (theirs.version, theirs.side, theirs.docx) == (2, Side.PARTNER, None)
    assert clause_of(theirs) == [NEW]
    assert state(agreement) == NegotiationState.ADJUSTING
    answer(proposal, is_taken=True)
    generate(agreement)
    ours = text_of(agreement)
    assert (ours.version, ours.side) == (3, Side.CGE)
    assert ours.text_hash == theirs.text_hash
    assert list(ours.wordings) == ["integridade"]
    talk.send(agreement)
    for side in Side:
        talk.accept(agreement, side)
    assert state(agreement) == NegotiationState.AGREED
    make.opined(agreement)
    sent = texts.send_for_signature(actor=make.DIRECTOR(), uid=agreement.uid, at=timezone.now())
    assert sent.agreement_hash == ours.text_hash
    verbs = [each.verb for each in entries_of(agreement) if each.verb.startswith("negotiation.")]
    assert set(verbs) == {
        "negotiation.drafts.sent",
        "negotiation.wording.proposed",
        "negotiation.drafts.returned",
        "negotiation.proposal.answered",
        "negotiation.texts.accepted",
        "negotiation.texts.agreed",
    }


def test_what_was_sent_is_not_signed_before_both_accepted_it() -> None:
    agreement = make.an_agreement_with_opinion()
    talk.send(agreement)
    talk.accept(agreement, Side.CGE)
    with pytest.raises(Invalid) as refusal:
        texts.send_for_signature(actor=make.DIRECTOR(), uid=agreement.uid, at=timezone.now())
    assert refusal.value.errors[""] == ["O texto enviado ainda não foi aceito pelo partícipe."]
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.DRAFT


def test_no_new_version_is_made_while_the_partner_reads_nor_after_both_accepted() -> None:
    agreement = talk.a_sent_agreement()
    with pytest.raises(NotAllowed, match="estão com o partícipe"):
        generate(agreement)
    for side in Side:
        talk.accept(agreement, side)
    with pytest.raises(NotAllowed, match="já aceitaram"):
        generate(agreement)
    services.reopen(
        actor=make.DIRECTOR(), uid=agreement.uid, reason="O parecer pede.", at=timezone.now()
    )
    generate(agreement)
    assert text_of(agreement).version == 2


def test_texts_reopened_are_accepted_anew_even_if_they_read_the_same() -> None:
    agreement = talk.an_agreed_agreement()
    services.reopen(actor=make.DIRECTOR(), uid=agreement.uid, reason="Conferir.", at=timezone.now())
    with pytest.raises(NotAllowed, match="já foi enviada"):
        talk.send(agreement)
    generate(agreement)
    talk.send(agreement)
    assert state(agreement) == NegotiationState.SENT
    for side in Side:
        talk.accept(agreement, side)
    assert state(agreement) == NegotiationState.AGREED
    assert Acceptance.objects.count() == 4


def test_an_acceptance_of_a_text_that_is_no_longer_the_one_sent_shows_both() -> None:
    agreement = talk.a_sent_agreement()
    with pytest.raises(Conflict) as refusal:
        talk.accept(agreement, Side.PARTNER, agreement_hash="0" * 64)
    present, given = refusal.value.differences["Acordo de Cooperação Técnica"]
    assert (present, given) == (text_of(agreement).text_hash, "0" * 64)
    assert not Acceptance.objects.exists()


def test_one_side_accepts_a_text_once() -> None:
    agreement = talk.a_sent_agreement()
    talk.accept(agreement, Side.PARTNER)
    with pytest.raises(NotAllowed, match="já foi aceito"):
        talk.accept(agreement, Side.PARTNER)
    found = Acceptance.objects.get()
    assert (found.by_name, found.version) == ("Pessoa de Analista da DCI", 1)


def test_the_centre_records_the_partners_acceptance_with_how_it_came() -> None:
    agreement = talk.a_sent_agreement()
    with pytest.raises(Invalid):
        talk.accept(agreement, Side.PARTNER, how=" ")
    talk.accept(agreement, Side.PARTNER, how="Ofício 12/2026")
    assert Acceptance.objects.get().how == "Ofício 12/2026"


@pytest.mark.parametrize(
    ("side", "profile"),
    [
        (Side.CGE, Profile.DCI_ANALYST),
        (Side.CGE, Profile.PARTNER),
        (Side.CGE, Profile.LEGAL),
        (Side.PARTNER, Profile.LEGAL),
        (Side.PARTNER, Profile.PARTNER),
    ],
)
def test_nobody_accepts_for_a_side_that_is_not_theirs(side: Side, profile: Profile) -> None:
    agreement = talk.a_sent_agreement()
    with pytest.raises(Denied):
        talk.accept(agreement, side, actor=make.actor(profile), how="x")


def test_the_partner_proposes_only_where_the_model_lets_it() -> None:
    agreement = talk.a_sent_agreement()
    for key in ("objeto", "vigencia", "preambulo"):
        with pytest.raises(NotAllowed):
            talk.propose(agreement, "Outro texto.", key=key)
    with pytest.raises(NotFound):
        talk.propose(agreement, "Outro texto.", key="inexistente")


@pytest.mark.parametrize("text", ["", "Em {notice}.", "x" * 4001])
def test_a_proposal_that_breaks_a_rule_is_refused(text: str) -> None:
    agreement = talk.a_sent_agreement()
    with pytest.raises(Invalid):
        talk.propose(agreement, text)
    assert not Proposal.objects.exists()


def test_two_colleagues_of_the_partner_do_not_write_over_each_other() -> None:
    agreement = talk.a_sent_agreement()
    talk.propose(agreement, "O texto de Flora.")
    with pytest.raises(Conflict) as refusal:
        talk.propose(agreement, "O texto de Téo.")
    assert refusal.value.differences == {"Da integridade": ("O texto de Flora.", "O texto de Téo.")}
    talk.propose(agreement, "O texto dos dois.", revision=1)
    assert Proposal.objects.get().paragraphs == ["O texto dos dois."]


def test_a_refused_proposal_has_a_reason_and_leaves_the_text_as_it_was() -> None:
    agreement = talk.a_sent_agreement()
    before = clause_of(text_of(agreement))
    proposal = talk.propose(agreement, NEW)
    talk.give_back(agreement)
    with pytest.raises(Invalid):
        answer(proposal, is_taken=False)
    answer(proposal, is_taken=False, text="A lei já obriga.")
    with pytest.raises(NotAllowed):
        answer(proposal, is_taken=True)
    generate(agreement)
    assert clause_of(text_of(agreement)) == before
    assert text_of(agreement).version == 3


def test_nothing_is_sent_again_while_a_proposal_waits_or_the_last_version_is_the_partners() -> None:
    agreement = talk.a_sent_agreement()
    proposal = talk.propose(agreement, NEW)
    talk.give_back(agreement)
    with pytest.raises(Invalid, match="Responda antes"):
        talk.send(agreement)
    answer(proposal, is_taken=True)
    with pytest.raises(Invalid, match="Gere a nova minuta"):
        talk.send(agreement)


@pytest.mark.parity("G05")
def test_nothing_is_sent_to_the_partner_with_an_unfit_plan() -> None:
    agreement = make.an_agreement_with_drafts()
    Stage.objects.filter(goal__plan__agreement=agreement, goal__order=2).delete()
    with pytest.raises(Invalid, match="ao menos uma etapa"):
        talk.send(agreement)
    assert not Exchange.objects.exists()


def test_a_return_says_something() -> None:
    agreement = talk.a_sent_agreement()
    with pytest.raises(Invalid):
        talk.give_back(agreement)
    talk.give_back(agreement, "Falta o nome do bairro.")
    assert text_of(agreement).version == 1


def test_the_partner_does_nothing_with_texts_that_are_not_in_its_hands() -> None:
    agreement = make.an_agreement_with_drafts()
    with pytest.raises(NotAllowed):
        talk.give_back(agreement, "Cedo demais.")
    talk.send(agreement)
    services.recall(
        actor=make.ANALYST(), uid=agreement.uid, reason="Erro no anexo.", at=timezone.now()
    )
    for act in (lambda: talk.propose(agreement, NEW), lambda: talk.give_back(agreement, "x")):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotAllowed):
        talk.accept(agreement, Side.PARTNER)


def test_both_sides_comment_on_a_clause_and_on_the_plan() -> None:
    agreement = talk.a_sent_agreement()
    for who, key in ((talk.PARTNER(), "lgpd"), (make.actor(Profile.LEGAL), "plano")):
        services.comment(
            actor=who, agreement=agreement, key=key, text="Confira.", at=timezone.now()
        )
    assert list(ClauseComment.objects.values_list("side", "key")) == [
        ("partner", "lgpd"),
        ("cge", "plano"),
    ]
    with pytest.raises(Denied):
        services.comment(
            actor=make.COMPTROLLER(), agreement=agreement, key="lgpd", text="x", at=timezone.now()
        )


def test_a_withdrawn_proposal_is_not_sent() -> None:
    agreement = talk.a_sent_agreement()
    talk.propose(agreement, NEW)
    services.withdraw_proposal(
        actor=talk.PARTNER(), agreement=agreement, key="integridade", at=timezone.now()
    )
    talk.give_back(agreement, "Nada a mudar no texto.")
    assert text_of(agreement).side == Side.CGE


@pytest.mark.parametrize("model", [Exchange, ClauseComment, Acceptance])
def test_the_database_keeps_what_was_exchanged(
    model: type[Exchange] | type[ClauseComment] | type[Acceptance],
) -> None:
    agreement = talk.an_agreed_agreement()
    services.comment(
        actor=make.ANALYST(), agreement=agreement, key="lgpd", text="Fica.", at=timezone.now()
    )
    for act in (model.objects.all().delete, lambda: model.objects.update(by_name="Outra")):
        with pytest.raises(InternalError), transaction.atomic():
            act()


def test_dci_is_told_that_the_partner_returned_the_texts(centre_as: object) -> None:
    centre_as(Profile.DCI_ANALYST)  # type: ignore[operator]
    agreement = talk.a_sent_agreement()
    talk.give_back(agreement, "Um ajuste.")
    make.deliver_events()
    told = " ".join(Notice.objects.values_list("text", flat=True))
    assert "devolveu as minutas" in told


@given(
    state=st.sampled_from(NegotiationState),
    accepted=st.sets(st.sampled_from(Side)),
    is_same=st.booleans(),
)
def test_texts_are_signed_only_when_both_accepted_these_very_ones(
    state: NegotiationState, accepted: set[Side], is_same: bool
) -> None:
    hashes = {"agreement": "a", "work_plan": "b"}
    sent = hashes if is_same else {"agreement": "outro", "work_plan": "b"}
    faults = agreement_faults(state=state, hashes=hashes, sent=sent, accepted=accepted)
    may = is_same and accepted == set(Side) and state == NegotiationState.AGREED
    assert (faults == []) == may


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["send", "return", "recall", "cge", "partner", "reopen"])))
def test_no_walk_ends_agreed_without_both_acceptances_of_the_newest_text(walk: list[str]) -> None:
    with transaction.atomic():
        agreement = talk.a_sent_agreement()
        acts = {
            "send": lambda: talk.send(agreement),
            "return": lambda: talk.give_back(agreement, "Ajuste."),
            "recall": lambda: services.recall(
                actor=make.ANALYST(), uid=agreement.uid, reason="x", at=timezone.now()
            ),
            "reopen": lambda: services.reopen(
                actor=make.ANALYST(), uid=agreement.uid, reason="x", at=timezone.now()
            ),
            "cge": lambda: talk.accept(agreement, Side.CGE),
            "partner": lambda: talk.accept(agreement, Side.PARTNER),
        }
        for name in walk:
            try:
                with transaction.atomic():
                    acts[name]()
            except NotAllowed:
                continue
        sent = queries.last_sent(agreement)
        assert sent is not None
        is_agreed = state(agreement) == NegotiationState.AGREED
        assert not is_agreed or queries.accepted_by(sent) == {each.value for each in Side}
        transaction.set_rollback(True)
    assert set(NEGOTIATION_FLOW.pairs())
