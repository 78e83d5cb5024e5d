"""What awaits publication, for the centre; extracts, for everybody."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, TrigramWordSimilarity
from django.db.models import Q, QuerySet

from access.rules import Actor, require
from agreements.publication import permissions
from agreements.publication.models import WORDS, Extract, Publication
from agreements.publication.rules import (
    ExtractFacts,
    Signatory,
    Situation,
    Vehicle,
    party_name,
    searched,
    term_text,
)
from agreements.registry.events import SpeciesChanged, TermsChanged
from agreements.registry.models import Agreement
from agreements.registry.rules import (
    AgreementState,
    Side,
    SignedDocument,
    StartBasis,
    start_of_term,
)
from agreements.work_plans.events import DraftsGenerated, StageChanged
from audit.queries import has_done
from foundation.periods import EndConvention, TermUnit, add_term
from foundation.refusals import NotFound
from foundation.words import folded
from tenants.rules import Nature

LIKENESS = 0.5


WRITING = frozenset(
    {TermsChanged.name, SpeciesChanged.name, StageChanged.name, DraftsGenerated.name}
)


def is_author(actor: Actor, agreement: Agreement) -> bool:
    """Whether the actor wrote the terms, the plan or the texts of an agreement."""
    return has_done(actor.user_uid, verbs=WRITING, on=[agreement])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor looks for among the extracts; empty means anything."""

    text: str = ""
    state: str = ""
    nature: str = ""
    year: int | None = None
    situation: str = ""
    species: str = ""


def agreements(actor: Actor) -> QuerySet[Agreement]:
    """The agreements to be published, and the published ones, for the centre. Raises Denied."""
    require(actor, permissions.SEE_PUBLICATION)
    return (
        Agreement.objects.filter(state__in=[AgreementState.SIGNED, AgreementState.PUBLISHED])
        .select_related("organisation")
        .prefetch_related("publications", "deliveries")
        .order_by("-state", "signed_date", "pk")
    )


def agreement_by_uid(actor: Actor, uid: UUID) -> Agreement:
    """One agreement that was ever sent to be signed, for the centre. Raises Denied or NotFound."""
    require(actor, permissions.SEE_PUBLICATION)
    found = Agreement.objects.select_related(
        "organisation", "head", "request__focal", "request__technical"
    )
    agreement = found.filter(uid=uid).first()
    if agreement is None:
        raise NotFound
    return agreement


def facts_of(agreement: Agreement) -> ExtractFacts:
    """What the extract of a signed agreement is made of. Raises NotFound before all have signed."""
    if agreement.signed_date is None:
        raise NotFound("O extrato só existe depois que todos assinam.")
    signatures = agreement.signatures.filter(document=SignedDocument.AGREEMENT).order_by("side")
    return ExtractFacts(
        species=agreement.species,
        number=agreement.number,
        year=agreement.year,
        partner=party_name(
            agreement.organisation.name,
            is_municipality=Nature(agreement.organisation.nature).is_municipality,
        ),
        partner_cnpj=agreement.organisation.cnpj,
        object=agreement.object,
        term=term_text(
            length=agreement.term_length,
            unit=agreement.term_unit,
            basis=agreement.start_basis,
            fixed_date=agreement.fixed_start_date,
            end_date=end_known_before_publication(agreement, agreement.signed_date),
        ),
        legal_basis="; ".join(str(each) for each in agreement.legal_bases),
        sei_number=agreement.sei_number,
        signed_date=agreement.signed_date,
        signatories=tuple(
            Signatory(each.signer_name, each.signer_post, each.side == Side.CGE)
            for each in signatures
        ),
    )


def end_known_before_publication(agreement: Agreement, signed_date: date) -> date | None:
    """The last day of the term, unless it hangs on the day of the gazette."""
    if agreement.start_basis == StartBasis.STATE_GAZETTE:
        return None
    start = start_of_term(
        agreement.start_basis,
        signed_date=signed_date,
        gazette_date=signed_date,
        fixed_date=agreement.fixed_start_date,
    )
    unit, convention = TermUnit(agreement.term_unit), EndConvention(agreement.end_convention)
    return add_term(start, agreement.term_length, unit, convention)


def publication_of(agreement: Agreement, vehicle: Vehicle) -> Publication | None:
    """The first appearance in one of the gazettes: the one that counts."""
    found = Publication.objects.filter(agreement=agreement).select_related("file")
    return found.filter(vehicle=vehicle, corrects=None).first()


def appearances_of(agreement: Agreement) -> QuerySet[Publication]:
    """Everything that came out, in each place from the first to the newest."""
    found = Publication.objects.filter(agreement=agreement)
    return found.select_related("file", "corrects", "corrected_by").order_by("vehicle", "pk")


def appearance_of(agreement: Agreement, uid: UUID) -> Publication:
    """One of them. Raises NotFound."""
    found = appearances_of(agreement).filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found


def extract_of(agreement: Agreement) -> Extract | None:
    """What the portal shows of an agreement."""
    return Extract.objects.filter(agreement=agreement).first()


def extracts(wanted: Wanted, *, today: date) -> QuerySet[Extract]:
    """Public: newest first; every word must occur, whatever its accents, case or number.

    When no extract holds every word, those that hold something like them come instead.
    """
    found = Extract.objects.filter(in_situation(wanted.situation, today))
    exact = {
        "state": wanted.state,
        "nature": wanted.nature,
        "year": wanted.year,
        "species": wanted.species,
    }
    found = found.filter(**{name: value for name, value in exact.items() if value})
    text = folded(wanted.text)
    if not text:
        return found
    parts = Q()
    for word in text.split():
        parts &= Q(searchable__contains=word)
    asked = SearchQuery(searched(wanted.text), config="portuguese")
    holding = found.alias(words=WORDS).filter(Q(words=asked) | parts)
    if holding.exists():
        return holding
    likeness = TrigramWordSimilarity(text, "searchable")
    return found.annotate(likeness=likeness).filter(likeness__gte=LIKENESS).order_by("-likeness")


def in_situation(situation: str, today: date) -> Q:
    """The dates that make a situation; first and last day of a term are in force."""
    return {
        Situation.TO_START.value: Q(start_date__gt=today),
        Situation.IN_FORCE.value: Q(start_date__lte=today, end_date__gte=today),
        Situation.ENDED.value: Q(end_date__lt=today),
    }.get(situation, Q())


def extract_by_number(number: int, year: int) -> Extract:
    """Public: one extract. Raises NotFound."""
    found = Extract.objects.filter(number=number, year=year).first()
    if found is None:
        raise NotFound
    return found


def years() -> list[int]:
    """The years that extracts bear, newest first."""
    return list(Extract.objects.order_by("-year").values_list("year", flat=True).distinct())


def states() -> list[str]:
    """The states that extracts come from."""
    return list(Extract.objects.order_by("state").values_list("state", flat=True).distinct())


def in_force(today: date) -> int:
    """How many agreements are in force on a day."""
    return Extract.objects.filter(in_situation(Situation.IN_FORCE, today)).count()
