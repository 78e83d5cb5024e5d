"""Texts that both sides negotiate, at any point of it."""

from functools import partial
from typing import Any

from django.utils import timezone

from access.rules import Actor, Profile
from agreements.negotiation import queries, services
from agreements.negotiation.models import Acceptance, Exchange, Proposal
from agreements.registry.models import Agreement
from agreements.registry.rules import Side
from tests.factories import agreements as make

PARTNER = partial(Actor, name="Flora Focal", profile=Profile.PARTNER)


def a_sent_agreement(**more: Any) -> Agreement:
    """An agreement whose drafts the partner has in hand."""
    agreement = make.an_agreement_with_drafts(**more)
    send(agreement)
    return agreement


def send(agreement: Agreement, note: str = "") -> Exchange:
    """DCI puts the newest drafts before the partner."""
    return services.send_to_partner(
        actor=make.ANALYST(), uid=agreement.uid, note=note, at=timezone.now()
    )


def propose(agreement: Agreement, text: str, **more: Any) -> Proposal:
    """The partner would have the clause of integrity read so."""
    values: dict[str, Any] = {"key": "integridade", "revision": 0} | more
    return services.propose(
        actor=PARTNER(),
        agreement=agreement,
        paragraphs=text.splitlines(),
        at=timezone.now(),
        **values,
    )


def give_back(agreement: Agreement, note: str = "") -> Exchange:
    """The partner returns the texts."""
    return services.return_drafts(
        actor=PARTNER(), agreement=agreement, note=note, at=timezone.now()
    )


def accept(agreement: Agreement, side: Side, **more: Any) -> Acceptance:
    """The centre accepts what was sent, or records that the partner did."""
    sent = queries.last_sent(agreement)
    assert sent is not None
    hashes = {f"{name}_hash": value for name, value in queries.hashes_of(sent).items()}
    values: dict[str, Any] = {"actor": make.DIRECTOR()}
    if side == Side.PARTNER:
        values = {"actor": make.ANALYST(), "how": "Ofício 12/2026"}
    return services.accept(
        agreement=agreement, side=side, at=timezone.now(), **(values | hashes | more)
    )


def an_agreed_agreement(**more: Any) -> Agreement:
    """An agreement whose texts both sides accepted."""
    agreement = a_sent_agreement(**more)
    for side in Side:
        accept(agreement, side)
    return agreement
