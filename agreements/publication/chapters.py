"""What publication, birth and delivery tell on the page of an agreement."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from access.duties import is_same
from access.rules import Actor
from agreements.publication import permissions, queries
from agreements.publication.models import Delivery, Publication
from agreements.publication.releases import is_newer
from agreements.publication.rules import DeliveryState, Vehicle
from agreements.registry.chapters import Action, Chapter, NextStep, chapter
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from agreements.signatures.backends.sei import is_configured
from notifications.links import on_portal
from ui.templatetags.formats import day

PUBLISHED = (AgreementState.PUBLISHED, AgreementState.ENDED)


def button(
    label: str, route: str, *uids: object, post: bool = False, kind: str = "primary"
) -> Action:
    """A button to one of the verbs of this app."""
    return Action(label=label, url=reverse(route, args=uids), post=post, kind=kind)


@chapter(order=40)
def publication(actor: Actor, agreement: Agreement) -> Chapter:
    """Both gazettes and the extract."""
    state = queries.publication_of(agreement, Vehicle.STATE)
    partner = queries.publication_of(agreement, Vehicle.PARTNER)
    is_signed = agreement.signed_date is not None
    extract = queries.extract_of(agreement)
    may = actor.may(permissions.REGISTER_PUBLICATION)
    actions = []
    if may and is_signed and state is None:
        actions.append(
            button("Registrar publicação no Estado", "publication:state_gazette", agreement.uid)
        )
        if is_configured():
            label, route = "Buscar publicação no SEI", "publication:from_sei"
            actions.append(button(label, route, agreement.uid, kind="secondary"))
    if may and is_signed and partner is None:
        actions.append(
            button(
                "Registrar publicação do partícipe",
                "publication:partner_gazette",
                agreement.uid,
                kind="secondary",
            )
        )
    if may and is_signed and queries.publication_of(agreement, Vehicle.PNCP) is None:
        actions.append(
            button("Registrar no PNCP", "publication:pncp", agreement.uid, kind="secondary")
        )
    title = "Publicar o extrato" if state is None else "Registrar o diário do partícipe"
    text = "" if may else "Quem registra é a área de publicação."
    pending = is_signed and (state is None or partner is None)
    return Chapter(
        title="Publicação",
        step=HoldStep.PUBLICATION,
        state="done" if state else "current" if is_signed else "pending",
        when=day(state.published_date if state else None),
        note="Falta o diário do partícipe" if state and not partner else "",
        next_step=NextStep(title=title, text=text, actions=tuple(actions)) if pending else None,
        template="publication/chapters/publication.html" if is_signed else "",
        context={
            "state": state,
            "partner": partner,
            "extract": extract,
            "agreement": agreement,
            "appearances": list(appearances(actor, agreement)),
            "public_url": on_portal(extract.get_absolute_url()) if extract else "",
        },
    )


def appearances(actor: Actor, agreement: Agreement) -> Iterator[dict[str, Any]]:
    """Everything that came out, with what the actor may do about it."""
    may_correct = actor.may(permissions.REGISTER_PUBLICATION)
    may_check = actor.may(permissions.CHECK_PUBLICATION)
    for each in queries.appearances_of(agreement):
        is_own = is_same(each.registered_by_uid, actor.user_uid)
        yield {
            "found": each,
            "place": place_of(each),
            "may_correct": may_correct and not hasattr(each, "corrected_by"),
            "may_check": may_check and each.checked_at is None and not is_own,
        }


def place_of(found: Publication) -> str:
    """`edição 88, página 4`."""
    parts = (("edição", found.edition), ("página", found.page), ("matéria", found.matter_code))
    if found.vehicle == Vehicle.PNCP:
        return f"número de controle {found.matter_code}"
    return ", ".join(f"{name} {value}" for name, value in parts if value)


@chapter(order=60)
def delivery(actor: Actor, agreement: Agreement) -> Chapter:
    """The code: contact, terms, delivery, receipt."""
    found = list(queries.deliveries_of(agreement))
    newest = found[0] if found else None
    is_published = agreement.state in PUBLISHED
    done = newest is not None and newest.state == DeliveryState.RECEIVED
    when = newest.received_at if newest and done else None
    return Chapter(
        title="Entrega do código",
        step=HoldStep.DELIVERY,
        state="done" if done else "current" if is_published else "pending",
        when=day(when),
        note=DeliveryState(newest.state).label if newest and not done else "",
        next_step=delivery_step(actor, agreement, newest) if is_published else None,
        template="publication/chapters/deliveries.html" if found else "",
        context={"deliveries": found},
    )


def delivery_step(actor: Actor, agreement: Agreement, newest: Delivery | None) -> NextStep | None:
    """What DTIC does next, or whom everybody waits for."""
    may = actor.may(permissions.DELIVER_CODE)
    text = "" if may else "Quem faz é a DTIC."
    if newest is None:
        contact = button("Contatar a área técnica", "publication:contact", agreement.uid)
        return NextStep(
            title="Contatar a área técnica do partícipe",
            text=text,
            actions=(contact,) if may else (),
        )
    uids = (agreement.uid, newest.uid)
    if newest.state == DeliveryState.CONTACTED:
        resend = button(
            "Enviar novo link", "publication:resend", *uids, post=True, kind="secondary"
        )
        return NextStep(
            title="Aguardar o aceite dos termos de uso",
            text=f"O link foi enviado para {newest.receiver_name}.",
            actions=(resend,) if may else (),
        )
    if newest.state == DeliveryState.TERMS_ACCEPTED:
        deliver = button("Entregar o código", "publication:deliver", *uids)
        return NextStep(title="Entregar o código", text=text, actions=(deliver,) if may else ())
    if newest.state == DeliveryState.DELIVERED:
        resend = button(
            "Enviar novo link", "publication:resend", *uids, post=True, kind="secondary"
        )
        return NextStep(
            title="Aguardar a confirmação do recebimento",
            text=f"O link do pacote foi enviado para {newest.receiver_name}.",
            actions=(resend,) if may else (),
        )
    return newer_step(may, agreement)


def newer_step(may: bool, agreement: Agreement) -> NextStep | None:
    """What was received is not the newest version: DTIC offers the newest."""
    latest = queries.latest()
    if not latest or not is_newer(latest, queries.received_at(agreement)):
        return None
    contact = button("Entregar nova versão", "publication:contact", agreement.uid, kind="secondary")
    return NextStep(
        title=f"Há uma versão mais nova do código: {latest}",
        text="" if may else "Quem entrega é a DTIC.",
        actions=(contact,) if may else (),
    )
