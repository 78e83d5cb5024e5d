"""What happened to an agreement in force, and which agreements wait for the daily clock."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from access.rules import Actor
from agreements.continuity.asking_rules import (
    AskingState,
)
from agreements.continuity.models import Amendment, Apostille, Asking, Ending
from agreements.continuity.rules import (
    OPEN_AMENDMENT,
    AmendmentState,
    Term,
)
from agreements.registry import queries as registry
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from foundation.periods import EndConvention
from foundation.refusals import NotAllowed, NotFound
from foundation.tenancy import PUBLIC, inside
from tenants.models import Tenant

NOT_IN_FORCE = "Isto só se faz com o acordo publicado e vigente."


def agreement_by_uid(actor: Actor, uid: UUID) -> Agreement:
    """One agreement. Raises Denied or NotFound."""
    return registry.agreement_by_uid(actor, uid)


def in_force_for_update(uid: UUID, *, today: date) -> Agreement:
    """An agreement that is published and has not reached its end, locked. NotFound, NotAllowed."""
    agreement = registry.agreement_for_update(uid)
    check_in_force(agreement, today)
    return agreement


def check_in_force(agreement: Agreement, today: date) -> None:
    """Raise NotAllowed before publication and after the last day."""
    if agreement.state != AgreementState.PUBLISHED or term_of(agreement).days_left(today) < 0:
        raise NotAllowed(NOT_IN_FORCE)


def term_of(agreement: Agreement) -> Term:
    """The term as it stands. Raises NotAllowed before publication."""
    if agreement.start_date is None or agreement.end_date is None:
        raise NotAllowed(NOT_IN_FORCE)
    return Term(agreement.start_date, agreement.end_date, EndConvention(agreement.end_convention))


def amendments_of(agreement: Agreement) -> QuerySet[Amendment]:
    """All of them, in their order."""
    return Amendment.objects.filter(agreement=agreement).select_related(
        "signed_file", "gazette_file"
    )


def open_amendment_of(agreement: Agreement) -> Amendment | None:
    """The one that is neither in effect nor abandoned: there is at most one."""
    return amendments_of(agreement).filter(state__in=OPEN_AMENDMENT).first()


def open_amendment_for_update(agreement: Agreement) -> Amendment:
    """The same, locked. Raises NotAllowed."""
    found = (
        Amendment.objects.select_for_update()
        .filter(agreement=agreement, state__in=OPEN_AMENDMENT)
        .first()
    )
    if found is None:
        raise NotAllowed("Não há termo aditivo em andamento neste acordo.")
    return found


def askings(actor: Actor, *, state: str = "", kind: str = "") -> QuerySet[Asking]:
    """What partners ask for, newest first: all at the centre, its own for an organisation.

    Raises Denied.
    """
    found = Asking.objects.filter(agreement__in=registry.agreements(actor))
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    return found.select_related("agreement__organisation", "organisation")


def askings_of(agreement: Agreement) -> QuerySet[Asking]:
    """What the partner itself asked for, newest first."""
    return Asking.objects.filter(agreement=agreement)


def open_asking_of(agreement: Agreement) -> Asking | None:
    """The one that waits for CGE-MG."""
    return askings_of(agreement).filter(state=AskingState.ASKED).first()


def open_asking_for_update(agreement: Agreement) -> Asking:
    """The same, locked. Raises NotAllowed."""
    found = askings_of(agreement).filter(state=AskingState.ASKED).select_for_update().first()
    if found is None:
        raise NotAllowed("Nenhum pedido da organização espera decisão.")
    return found


def next_sequence(agreement: Agreement) -> int:
    """The number of the next amendment; that of an abandoned one is not given again."""
    last = amendments_of(agreement).aggregate(last=Max("sequence"))["last"]
    return int(last or 0) + 1


def apostilles_of(agreement: Agreement) -> QuerySet[Apostille]:
    """All of them, oldest first."""
    return Apostille.objects.filter(agreement=agreement)


def ending_of(agreement: Agreement) -> Ending | None:
    """How the agreement ends, if that is known; not one that was retracted."""
    return Ending.objects.filter(agreement=agreement, retracted_at=None).first()


def standing_ending_for_update(agreement: Agreement) -> Ending:
    """An end that has been announced and has not come. Raises NotFound."""
    found = (
        Ending.objects.select_for_update()
        .filter(agreement=agreement, retracted_at=None, ended_at=None)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def past_their_end(today: date) -> QuerySet[Agreement]:
    """Published agreements whose last day is behind us, but for those whose signed amendment is
    still to be published: it was made in time."""
    saved = Q(amendments__state=AmendmentState.SIGNED)
    announced = Q(endings__retracted_at=None, endings__last_date__lt=today)
    late = Agreement.objects.filter(state=AgreementState.PUBLISHED).filter(
        announced | Q(end_date__lt=today) & ~saved
    )
    return late.select_related("organisation").distinct().order_by("end_date", "pk")


def near_their_end(today: date, until: date) -> QuerySet[Agreement]:
    """Published agreements that end between two days, both included, and whose end is not settled
    already: by an amendment that waits for its publication, or by an end announced."""
    settled = Q(amendments__state=AmendmentState.SIGNED)
    announced = Exists(Ending.objects.filter(agreement=OuterRef("pk"), retracted_at=None))
    return (
        Agreement.objects.filter(
            ~announced,
            ~settled,
            state=AgreementState.PUBLISHED,
            end_date__gte=today,
            end_date__lte=until,
        )
        .select_related("organisation")
        .order_by("end_date", "pk")
    )


def tenant_of(agreement: Agreement) -> Tenant | None:
    """Where the organisation works; None before its birth."""
    with inside(PUBLIC):
        found: Tenant | None = Tenant.objects.filter(
            organisation_id=agreement.organisation_id
        ).first()
        return found
