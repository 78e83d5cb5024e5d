"""The documents that a place has issued: found again, replaced, revoked."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from access.confirmation import confirmed
from access.rules import require
from access.web import ActingRequest, acting
from audit.queries import entries_of
from documents.codes import spelled
from documents.models import IssuedDocument
from documents.registry import window
from tenants.verification import queries, services
from tenants.verification.models import VerifiableDocument
from tenants.verification.rules import STANDING_FLOW, TONES, Standing
from tenants.web.verification_forms import ReplaceForm, RevokeForm
from ui.verbs import carried_out

PAGE = 30


def line_of(document: IssuedDocument, row: VerifiableDocument | None) -> dict[str, Any]:
    """A document with what the public is told of it."""
    return {
        "document": document,
        "row": row,
        "code": spelled(document.code),
        "tone": TONES[Standing(row.standing)] if row else "neutral",
        "standing": row.get_standing_display() if row else "Sem código",
    }


@require_safe
@acting
def issued_list(request: ActingRequest) -> HttpResponse:
    """Newest first."""
    page = Paginator(queries.issued(request.actor), PAGE).get_page(request.GET.get("pagina"))
    documents = list(page.object_list)
    rows = queries.rows_of(documents)
    context = {
        "page_obj": page,
        "lines": [line_of(each, rows.get(each.uid)) for each in documents],
    }
    return render(request, "tenants/issued_list.html", context)


@require_safe
@acting
def issued(request: ActingRequest, uid: UUID) -> HttpResponse:
    """One document, where the public checks it, and what may be done about it."""
    return show(request, uid)


@require_POST
@acting
@confirmed
def revoke(request: ActingRequest, uid: UUID) -> HttpResponse:
    """It is not valid any more."""
    require(request.actor, services.to_revoke(queries.issued_by_uid(request.actor, uid)))
    form = RevokeForm(request.POST)
    if carried_out(
        request,
        form,
        lambda: services.revoke_document(
            actor=request.actor, uid=uid, at=timezone.now(), **form.cleaned_data
        ),
        done="Documento revogado. O portal já mostra.",
    ):
        return redirect("issued:document", uid)
    return show(request, uid, revoking=form)


@require_POST
@acting
@confirmed
def replace(request: ActingRequest, uid: UUID) -> HttpResponse:
    """Another one is valid in its place."""
    document = queries.issued_by_uid(request.actor, uid)
    require(request.actor, services.to_revoke(document))
    form = ReplaceForm(request.POST, successors=list(queries.successors(document)))
    if carried_out(
        request,
        form,
        lambda: services.replace_document(
            actor=request.actor,
            uid=uid,
            by_uid=UUID(form.cleaned_data["by"]),
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        ),
        done="Documento substituído. O portal já mostra.",
    ):
        return redirect("issued:document", uid)
    return show(request, uid, replacing=form)


def show(
    request: ActingRequest,
    uid: UUID,
    *,
    revoking: Form | None = None,
    replacing: Form | None = None,
) -> HttpResponse:
    """The page of one document, with the form that was refused open."""
    document = queries.issued_by_uid(request.actor, uid)
    row = queries.of_document(document)
    may = request.actor.may(services.to_revoke(document))
    state = Standing(row.standing) if row and may else None
    may_go = state is not None and STANDING_FLOW.allows("revoke", state)
    successors = list(queries.successors(document)) if state == Standing.VALID else []
    context = line_of(document, row) | {
        "address": window().seal(document.code).address if document.code else "",
        "newer": spelled(row.replaced_by.code) if row and row.replaced_by else "",
        "revoke_form": (revoking or RevokeForm(auto_id="revogar_%s")) if may_go else None,
        "replace_form": (replacing or ReplaceForm(successors=successors)) if successors else None,
        "is_revoking": revoking is not None,
        "is_replacing": replacing is not None,
        "entries": entries_of(document) | entries_of(row) if row else entries_of(document),
    }
    return render(
        request, "tenants/issued.html", context, status=422 if revoking or replacing else 200
    )
