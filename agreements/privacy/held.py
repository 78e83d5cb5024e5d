"""What the registry holds of whoever is reached at an address: what can go, what has to stay."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model, Q

from agreements.consent.models import Acceptance
from agreements.publication.models import Delivery
from agreements.publication.rules import DeliveryState
from agreements.registry.models import ChangeProposal, Contact, IncomingMail, Request, Signature
from agreements.registry.own_data import ProposalState
from agreements.registry.queries import live_agreement_of, open_request_of
from agreements.registry.rules import ContactRole
from agreements.room.models import Deed, Guest, Remark
from foundation.words import counted
from notifications.models import Email
from tenants.models import Organisation


@dataclass(frozen=True, slots=True)
class Held:
    """The rows that name one person by the address."""

    address: str
    contacts: tuple[Contact, ...]
    guests: tuple[Guest, ...]
    deliveries: tuple[Delivery, ...]
    mails: tuple[IncomingMail, ...]
    requests: tuple[Request, ...]
    messages: int

    @property
    def rows(self) -> Iterator[Model]:
        """Each row that is emptied; messages are no rows of a person."""
        yield from (*self.contacts, *self.guests, *self.deliveries, *self.mails, *self.requests)

    @property
    def uids(self) -> list[UUID]:
        """Under which the journal may have sealed something of the person.

        What somebody without an account did is sealed under the object: the request that the
        focal point made, the delivery whose terms were accepted.
        """
        made = Request.objects.filter(focal__in=self.contacts).values_list("uid", flat=True)
        return [*(getattr(each, "uid") for each in self.rows), *made]  # noqa: B009

    @property
    def names(self) -> set[str]:
        """What the person is called in them."""
        found = {each.name for each in self.contacts} | {each.name for each in self.guests}
        found |= {each.receiver_name for each in self.deliveries}
        return {each for each in found | {each.sender_name for each in self.mails} if each}

    @property
    def organisations(self) -> set[int]:
        """For whom the person was there."""
        found = {each.organisation_id for each in self.contacts}
        found |= {each.organisation_id for each in self.requests}
        found |= {each.agreement.organisation_id for each in self.guests}
        return found | {each.agreement.organisation_id for each in self.deliveries}

    def __bool__(self) -> bool:
        return bool(self.messages) or any(True for _ in self.rows)


def held_of(address: str) -> Held:
    """Everything under an address; an account of the place is none of it: it has its own page."""
    there = address.strip().lower()
    of_agreement = ("agreement__organisation",)
    return Held(
        address=there,
        contacts=tuple(Contact.objects.filter(email__iexact=there).order_by("pk")),
        guests=tuple(Guest.objects.filter(email__iexact=there).select_related(*of_agreement)),
        deliveries=tuple(
            Delivery.objects.filter(receiver_email__iexact=there).select_related(*of_agreement)
        ),
        mails=tuple(IncomingMail.objects.filter(sender__iexact=there)),
        requests=tuple(Request.objects.filter(sender__iexact=there)),
        messages=Email.objects.filter(to__iexact=there, user=None).count(),
    )


def going(held: Held) -> list[str]:
    """What an erasure empties, in words."""
    found = [
        *(f"{ContactRole(each.role).label} de {each.organisation}" for each in held.contacts),
        *(f"Convite à sala do acordo {each.agreement.title}" for each in held.guests),
        *(f"Responsável técnico: {each.agreement_label}" for each in held.deliveries),
        *(f"Remetente da mensagem “{each}”" for each in held.mails),
        *(f"Remetente do pedido {each.protocol}" for each in held.requests),
    ]
    if held.messages:
        found.append(counted(held.messages, "mensagem enviada", "mensagens enviadas"))
    return found


def staying(held: Held) -> list[str]:
    """What the law makes the State keep of the person (LGPD, art. 16, I), in words."""
    named = Q(pk__in=[])
    for each in held.names:
        named |= Q(signer_name__iexact=each)
    signed = Signature.objects.filter(named, organisation__in=held.organisations)
    accepted = Acceptance.objects.filter(guest__in=held.guests).select_related("agreement")
    agreements = {each.agreement_id: each.agreement.title for each in held.guests}
    spoken = set(
        Remark.objects.filter(agreement__in=agreements, by_name__in=held.names).values_list(
            "agreement_id", flat=True
        )
    ) | set(
        Deed.objects.filter(agreement__in=agreements)
        .filter(Q(who__in=held.names) | told_of(held.names))
        .values_list("agreement_id", flat=True)
    )
    return [
        *(
            f"Assinatura de {each.agreement.title}: {each.signer_name}, {each.signer_post}"
            for each in signed.select_related("agreement")
        ),
        *(f"Aceite de {each.document_name}, {each.agreement.title}" for each in accepted),
        *(
            f"Aceite dos termos de uso, {each.agreement_label}"
            for each in held.deliveries
            if each.accepted_at
        ),
        *(f"Histórico da sala do acordo {agreements[each]}" for each in sorted(spoken)),
        *(
            f"Pedido {each.protocol} e o seu ofício"
            for each in Request.objects.filter(
                Q(focal__in=held.contacts) | Q(technical__in=held.contacts)
            ).order_by("pk")
        ),
    ]


def told_of(names: Collection[str]) -> Q:
    """Lines of a room that name the person."""
    found = Q(pk__in=[])
    for each in names:
        found |= Q(what__icontains=each)
    return found


def hindrances(held: Held) -> list[str]:
    """What has to be done before the data can go, in words."""
    waiting = ChangeProposal.objects.filter(
        organisation__in=held.organisations, state=ProposalState.OPEN
    )
    under_way = [each for each in held.deliveries if each.state != DeliveryState.RECEIVED]
    return [
        *(said for contact in held.contacts if (said := hindrance_of(contact))),
        *(
            f"É o responsável técnico da entrega em andamento de {each.agreement_label}:"
            " conclua-a antes."
            for each in under_way
        ),
        *(
            f"{each.organisation}: decida antes a alteração de dados proposta."
            for each in waiting.select_related("organisation")
        ),
    ]


def hindrance_of(contact: Contact) -> str:
    """Why a contact is needed still: nobody came after, and an agreement or request is alive."""
    newer = Contact.objects.filter(
        organisation=contact.organisation_id, role=contact.role, pk__gt=contact.pk
    )
    organisation: Organisation = contact.organisation
    alive = live_agreement_of(organisation) or open_request_of(organisation)
    if alive is None or newer.exists():
        return ""
    role = str(ContactRole(contact.role).label).lower()
    return f"É {role} de {organisation}: a organização precisa indicar outra pessoa antes."
