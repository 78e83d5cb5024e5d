"""Documents on their way to the portal: looked at, shown, withdrawn; and handed out there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from access.confirmation import confirmed
from access.web import ActingRequest, acting
from agreements.publication import permissions, queries, services
from agreements.publication.documents_chapter import KIND_OF
from agreements.publication.rules import PublicKind
from agreements.publication.services.documents import showable
from agreements.publication.web.forms import ShowForm
from agreements.publication.web.views import permitted
from agreements.registry.web.forms import ReasonForm
from agreements.registry.web.verbs import verb
from documents.clearance import copy_of, sheet_of_file
from documents.rules import PDF
from documents.web.answers import file_answer, made_answer
from foundation.refusals import NotFound

NOTHING = (
    "O sistema procurou CPF, telefone, e-mail, endereço e documento de identidade no texto e não"
    " encontrou nada. Leia o documento antes de publicar: nomes e imagens só uma pessoa confere."
)
FOUND = (
    "O sistema encontrou os dados abaixo. O que você mandar tarjar sai do arquivo, e não só da"
    " vista: a cópia pública é lida de novo antes de ser guardada. O original fica no acordo, sem"
    " alteração."
)


@acting
@confirmed
def show(request: ActingRequest, uid: UUID, word: str) -> HttpResponse:
    """Decide on the personal data of one document, and publish it."""
    found = permitted(request, uid, permissions.PUBLISH_DOCUMENT)
    kind = kind_of(word)
    original = showable(found, kind)
    sheet = sheet_of_file(original)
    form = ShowForm(request.POST if request.method == "POST" else None)
    form.lay(sheet)
    return verb(
        request,
        found,
        form,
        lambda: services.publish_document(
            actor=request.actor, uid=uid, kind=kind, decision=form.decision(), at=timezone.now()
        ),
        title=f"Publicar no portal: {kind.label}",
        submit="Publicar no portal",
        done="Documento publicado no portal.",
        text=FOUND if sheet.found else NOTHING,
        original=original,
        sheet=sheet,
        word=word,
        before="publication/parts/clearing.html",
    )


@require_safe
@never_cache
@acting
def preview(request: ActingRequest, uid: UUID, word: str) -> HttpResponseBase:
    """The copy with everything masked, to be read before one decides."""
    found = permitted(request, uid, permissions.PUBLISH_DOCUMENT)
    kind = kind_of(word)
    original = showable(found, kind)
    content = copy_of(original, staying=(), title=f"{kind.label} – {found.title}")
    return made_answer(content, f"previa-{original.name}", PDF)


@acting
@confirmed
def withdraw(request: ActingRequest, uid: UUID, document_uid: UUID) -> HttpResponse:
    """Take a document from the portal."""
    found = permitted(request, uid, permissions.PUBLISH_DOCUMENT)
    document = queries.documents_of(found).filter(uid=document_uid).first()
    if document is None:
        raise NotFound
    form = ReasonForm(request.POST or None)
    return verb(
        request,
        found,
        form,
        lambda: services.withdraw_document(
            actor=request.actor,
            uid=uid,
            document_uid=document_uid,
            at=timezone.now(),
            **form.cleaned_data,
        ),
        title=f"Retirar do portal: {document}",
        submit="Retirar do portal",
        done="Documento retirado do portal.",
        text="O endereço do documento deixa de funcionar agora. O arquivo continua no acordo e pode"
        " ser conferido e publicado de novo.",
    )


@require_safe
def public_document(
    request: HttpRequest, number: int, year: int, document_uid: UUID
) -> HttpResponseBase:
    """Hand out a document of an extract to anybody."""
    extract = queries.extract_by_number(number, year)
    return file_answer(queries.shown_document(extract, document_uid).as_file(), request)


def kind_of(word: str) -> PublicKind:
    """The kind that an address names. Raises NotFound."""
    if word not in KIND_OF:
        raise NotFound
    return KIND_OF[word]
