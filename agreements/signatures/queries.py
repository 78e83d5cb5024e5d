"""The doors to watched documents, roots, and those who sign for either side."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from access.models import Assignment
from access.rules import Actor, Profile, require
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState, Side, SignedDocument
from agreements.signatures import permissions
from agreements.signatures.checklist import Signatory
from agreements.signatures.models import (
    Authority,
    RevocationList,
    RevocationPolicy,
    SeiDocument,
    SignatoryCheck,
    TrustedRoot,
)
from agreements.signatures.rules import Mandate
from agreements.work_plans.models import Draft
from documents.models import StoredFile
from foundation.refusals import NotFound

OPEN = (AgreementState.AWAITING_SIGNATURE, AgreementState.PARTIALLY_SIGNED)
COMPTROLLER_POST = "Controlador-Geral do Estado"


def mandates_of(agreement: Agreement, day: date) -> list[Mandate]:
    """Who may have signed on a day: heads of the partner, and the head of CGE-MG."""
    heads = agreement.organisation.representatives.all()
    found = [
        Mandate(Side.PARTNER, each.name, each.post, each.act, each.mandate_start, each.mandate_end)
        for each in heads
    ]
    serving = Assignment.objects.filter(profile=Profile.COMPTROLLER, start_date__lte=day)
    serving = serving.filter(Q(end_date__isnull=True) | Q(end_date__gte=day))
    for each in serving.select_related("user"):
        act = each.act or "perfil de Controladoria-Geral neste sistema"
        name = each.user.name
        found.append(Mandate(Side.CGE, name, COMPTROLLER_POST, act, each.start_date, each.end_date))
    return found


def linked_to(agreement: Agreement) -> QuerySet[SeiDocument]:
    """The documents of SEI that are watched for an agreement."""
    return SeiDocument.objects.filter(agreement=agreement, unlinked_at=None)


def link_for_update(uid: UUID) -> SeiDocument:
    """One that is watched, locked. Raises NotFound."""
    found = SeiDocument.objects.select_for_update().filter(uid=uid, unlinked_at=None).first()
    if found is None:
        raise NotFound
    return found


def link_by_uid(uid: UUID) -> SeiDocument | None:
    """One that is watched."""
    found = SeiDocument.objects.filter(uid=uid, unlinked_at=None)
    return found.select_related("agreement__organisation").first()


def still_waiting() -> QuerySet[SeiDocument]:
    """Whatever still waits for signatures."""
    return SeiDocument.objects.filter(unlinked_at=None, agreement__state__in=OPEN).order_by("pk")


def papers_of(agreement: Agreement, document: SignedDocument) -> list[StoredFile]:
    """The PDF that hold the accepted text, newest first."""
    found = Draft.objects.filter(
        agreement=agreement, document=document, text_hash=agreement.text_hash(document)
    )
    return [each.pdf for each in found.select_related("pdf").order_by("-version") if each.pdf]


def roots(actor: Actor) -> QuerySet[TrustedRoot]:
    """Every root, the withdrawn too. Raises Denied."""
    require(actor, permissions.SEE_ROOTS)
    return TrustedRoot.objects.order_by("withdrawn_at", "subject")


def trusted() -> QuerySet[TrustedRoot]:
    """The roots that are trusted now."""
    return TrustedRoot.objects.filter(withdrawn_at=None)


def root_for_update(uid: UUID) -> TrustedRoot:
    """A root that is trusted, locked. Raises NotFound."""
    found = TrustedRoot.objects.select_for_update().filter(uid=uid, withdrawn_at=None).first()
    if found is None:
        raise NotFound
    return found


def authorities_to_ask() -> list[Authority]:
    """Those under a trusted root whose list has an address."""
    return list(Authority.objects.filter(root__withdrawn_at=None).exclude(address=""))


def authority_for_update(uid: UUID) -> Authority:
    """One under a trusted root, locked. Raises NotFound."""
    found = Authority.objects.select_for_update(of=("self",))
    kept = found.filter(uid=uid, root__withdrawn_at=None).first()
    if kept is None:
        raise NotFound
    return kept


def authority_by_uid(uid: UUID) -> Authority:
    """One under a trusted root. Raises NotFound."""
    found = Authority.objects.filter(uid=uid, root__withdrawn_at=None).first()
    if found is None:
        raise NotFound
    return found


def list_of(authority: Authority) -> RevocationList | None:
    """What is kept of an authority, without the list itself, which may be large."""
    return RevocationList.objects.defer("content").filter(authority=authority).first()


def lists_of(subjects: Iterable[str]) -> list[bytes]:
    """The lists of authorities of those names."""
    found = RevocationList.objects.filter(
        authority__subject__in=list(subjects), authority__root__withdrawn_at=None
    )
    return [bytes(each) for each in found.values_list("content", flat=True)]


def lists_under(root: TrustedRoot) -> list[tuple[Authority, RevocationList | None]]:
    """Each authority of a root with what is kept of it."""
    lists = RevocationList.objects.defer("content").filter(authority__root=root)
    kept = {each.authority_id: each for each in lists}
    return [(each, kept.get(each.pk)) for each in root.authorities.all()]


def policy() -> RevocationPolicy | None:
    """The rule that is in force; without any, what could not be looked up is only told."""
    return RevocationPolicy.objects.first()


def checks_of(agreement: Agreement) -> QuerySet[SignatoryCheck]:
    """What stands of who heads the partner now; of those before nothing counts any more."""
    found = SignatoryCheck.objects.filter(agreement=agreement, head_id=agreement.head_id)
    return found.filter(withdrawn_at=None)


def checked_days(agreement: Agreement) -> dict[str, date]:
    """What stands, each with its day."""
    return dict(checks_of(agreement).values_list("item", "checked_date"))


def signatory_of(agreement: Agreement) -> Signatory:
    """Who signs for the partner."""
    head = agreement.head
    return Signatory(head.name, head.mandate_start, head.mandate_end)


def check_for_update(agreement: Agreement, uid: UUID) -> SignatoryCheck:
    """One that stands, locked. Raises NotFound."""
    found = checks_of(agreement).select_for_update().filter(uid=uid).first()
    if found is None:
        raise NotFound
    return found
