"""Extracts for everybody, and the answers of technical people who hold a link."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from access.rules import requester
from agreements.publication import queries, services
from agreements.publication.models import TermsOfUse
from agreements.publication.rules import DeliveryState
from agreements.publication.web.beside import parts_of
from agreements.publication.web.public_forms import (
    AcceptTermsForm,
    ExtractFilter,
    ReceiptForm,
    row_of,
)
from agreements.registry.holds import HoldStep
from agreements.registry.queries import refuse_held
from foundation.refusals import Invalid
from ui.refusals import show_faults

PAGE = 20


@require_safe
def extracts(request: HttpRequest) -> HttpResponse:
    """Every extract: searched, filtered, a page at a time."""
    today = timezone.localdate()
    form = ExtractFilter(request.GET)
    found = queries.extracts(form.wanted(), today=today)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page_obj": page,
        "rows": [row_of(each, today) for each in page.object_list],
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "publication/portal/extracts.html", context)


@require_safe
def extract(request: HttpRequest, number: int, year: int) -> HttpResponse:
    """One extract."""
    found = queries.extract_by_number(number, year)
    later = [{**each, "day": date.fromisoformat(each["date"])} for each in found.later]
    today = timezone.localdate()
    context = {
        **row_of(found, today),
        "later": later,
        "corrections": [
            {
                **each,
                "day": date.fromisoformat(each["date"]),
                "corrected": date.fromisoformat(each["corrects"]),
            }
            for each in found.corrections
        ],
        "documents": queries.shown_of(found),
        "parts": parts_of(found, today),
    }
    return render(request, "publication/portal/extract.html", context)


@never_cache
def accept_terms(request: HttpRequest, token: str) -> HttpResponse:
    """Read the terms of use and accept them, once."""
    now = timezone.now()
    delivery = queries.delivery_by_link(token, DeliveryState.CONTACTED, at=now)
    refuse_held(delivery.agreement, HoldStep.DELIVERY)
    terms = queries.terms_in_force()
    form = AcceptTermsForm(request.POST or None, initial={"terms_hash": terms.text_hash})
    context = {"delivery": delivery, "form": form, "terms": terms}
    if form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("name", "post", "email", "terms_hash")}
        try:
            services.accept_terms(
                actor=requester(typed["name"]), token=token, at=timezone.now(), **typed
            )
        except Invalid as refusal:
            show_faults(form, refusal)
            context["terms"] = read_anew(form)
        else:
            return render(request, "publication/portal/terms_accepted.html", context)
    status = 422 if form.is_bound else 200
    return render(request, "publication/portal/accept_terms.html", context, status=status)


def read_anew(form: AcceptTermsForm) -> TermsOfUse:
    """The terms as they are now: whoever read others must say again that these were read."""
    terms = queries.terms_in_force()
    typed: Any = form.data
    typed = typed.copy()
    if typed["terms_hash"] != terms.text_hash:
        typed["terms_hash"] = terms.text_hash
        typed.pop("has_read", None)
    form.data = typed
    return terms


@never_cache
def confirm_receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Say that what arrived is what was sent, once."""
    delivery = queries.delivery_by_link(token, DeliveryState.DELIVERED, at=timezone.now())
    refuse_held(delivery.agreement, HoldStep.DELIVERY)
    form = ReceiptForm(request.POST or None)
    context = {"delivery": delivery, "form": form, "package": queries.package_of(delivery)}
    context["token"] = token
    if form.is_valid():
        try:
            services.confirm_receipt(
                actor=requester(delivery.receiver_name),
                token=token,
                sha256=form.cleaned_data["sha256"],
                at=timezone.now(),
            )
        except Invalid as refusal:
            show_faults(form, refusal)
        else:
            return render(request, "publication/portal/received.html", context)
    status = 422 if form.is_bound else 200
    return render(request, "publication/portal/confirm_receipt.html", context, status=status)
