"""Publication, delivery and production beside the state of an agreement, on both sides."""

from django.utils import timezone

from access.rules import Actor
from agreements.publication import permissions, queries
from agreements.publication.chapters import button
from agreements.publication.models import Production
from agreements.publication.production import ProductionState
from agreements.publication.releases import Standing, is_newer, standing_of
from agreements.publication.services.productions import check_declarable
from agreements.registry.chapters import Action, Chapter, NextStep, chapter, own_chapter
from agreements.registry.holds import HoldStep
from agreements.registry.models import Agreement
from agreements.registry.rules import AgreementState
from foundation.refusals import NotAllowed
from notifications.links import on_portal
from ui.templatetags.formats import day

PUBLISHED = (AgreementState.PUBLISHED, AgreementState.ENDED)


@own_chapter(order=40)
def own_publication(actor: Actor, agreement: Agreement) -> Chapter:
    """Both gazettes, as the extract on the portal tells them."""
    extract = queries.extract_of(agreement)
    is_signed = agreement.signed_date is not None
    note = ""
    if extract and extract.partner_gazette_date:
        note = f"No diário da organização em {day(extract.partner_gazette_date)}"
    elif extract:
        note = "Falta o diário da organização"
    return Chapter(
        title="Publicação",
        step=HoldStep.PUBLICATION,
        state="done" if extract else "current" if is_signed else "pending",
        when=day(extract.gazette_date) if extract else "",
        note=note,
        href=on_portal(extract.get_absolute_url()) if extract else "",
    )


@own_chapter(order=60)
def own_delivery(actor: Actor, agreement: Agreement) -> Chapter:
    """The code that came, with the newest version first."""
    found = list(queries.told_deliveries_of(agreement))
    done = [each for each in found if each.received_at]
    is_published = agreement.state in PUBLISHED
    return Chapter(
        title="Entrega do código",
        step=HoldStep.DELIVERY,
        state="done" if done else "current" if is_published else "pending",
        when=day(done[0].received_at) if done else "",
        note="" if done or not found else found[0].get_state_display(),
        template="publication/chapters/own_deliveries.html" if found else "",
        context={"deliveries": found},
    )


@chapter(order=70)
def production(actor: Actor, agreement: Agreement) -> Chapter:
    """The system in use; a declaration waits for CGE-MG."""
    told = list(queries.productions_of(agreement))
    waiting = next((each for each in told if each.state == ProductionState.DECLARED), None)
    return production_chapter(agreement, told, judging_step(actor, waiting) if waiting else None)


@own_chapter(order=70)
def own_production(actor: Actor, agreement: Agreement) -> Chapter:
    """The same; the organisation declares it."""
    told = list(queries.productions_of(agreement))
    return production_chapter(agreement, told, declaring_step(actor, agreement, told))


def production_chapter(
    agreement: Agreement, told: list[Production], step: NextStep | None
) -> Chapter:
    """One chapter for both sides."""
    since = queries.production_of(agreement)
    newest = told[0] if told else None
    is_published = agreement.state in PUBLISHED
    return Chapter(
        title="Em produção",
        step=HoldStep.PRODUCTION,
        state="done" if since else "current" if is_published else "pending",
        when=day(since.start_date) if since else "",
        note=note_of(newest),
        next_step=step,
        template="publication/chapters/productions.html" if told else "",
        context={"productions": told, "standing": standing(agreement)},
    )


def standing(agreement: Agreement) -> dict[str, str]:
    """How the partner's own copy stands to the catalogue; nothing while it has none."""
    version, _ = queries.version_at(agreement)
    if not version:
        return {}
    found = standing_of(version, queries.catalogue(), timezone.localdate())
    tone = "success" if found == Standing.CURRENT else "warning"
    return {
        "version": version,
        "latest": queries.latest(),
        "label": str(found.label),
        "tone": tone,
    }


def note_of(newest: Production | None) -> str:
    """What is known of the newest declaration."""
    if newest is None:
        return ""
    if newest.state == ProductionState.CONFIRMED:
        return f"Versão {newest.version}" if newest.version else newest.get_source_display()
    if newest.state == ProductionState.DECLARED:
        return "Declarada, à espera da CGE-MG"
    return "Declaração devolvida"


def judging_step(actor: Actor, waiting: Production) -> NextStep:
    """CGE-MG confirms or returns."""
    uids = (waiting.agreement.uid, waiting.uid)
    may = actor.may(permissions.CONFIRM_PRODUCTION)
    confirm = button("Confirmar", "publication:confirm_production", *uids, post=True)
    send_back = button("Devolver", "publication:return_production", *uids, kind="secondary")
    return NextStep(
        title="Conferir a entrada em produção declarada pelo partícipe",
        text=f"Versão {waiting.version}, desde {day(waiting.start_date)}, em {waiting.url}."
        + ("" if may else " Quem confere é a DTIC ou a DCI."),
        actions=(confirm, send_back) if may else (),
    )


def declaring_step(actor: Actor, agreement: Agreement, told: list[Production]) -> NextStep | None:
    """The organisation declares once the code was delivered; a new version as well."""
    if not actor.may(permissions.DECLARE_PRODUCTION):
        return None
    try:
        check_declarable(agreement, timezone.now())
    except NotAllowed:
        return None
    declare = button("Declarar entrada em produção", "publication:declare", agreement.uid)
    newest = told[0] if told else None
    if newest is not None and newest.state == ProductionState.CONFIRMED:
        return upgrading_step(agreement, newest, declare)
    returned = newest.return_reason if newest else ""
    return NextStep(
        title="Instalou uma cópia própria? Declare a entrada em produção",
        text=f"A CGE-MG devolveu a última declaração: {returned}"
        if returned
        else "Para quem instalou o código recebido em ambiente próprio. Quem trabalha neste"
        " serviço não precisa declarar.",
        actions=(declare,),
    )


def upgrading_step(agreement: Agreement, newest: Production, declare: Action) -> NextStep | None:
    """A newer version came than the one declared: once it is installed, that is declared too."""
    received = queries.received_at(agreement)
    if not newest.version or not received or not is_newer(received, newest.version):
        return None
    return NextStep(
        title=f"Instalou a versão {received}? Declare a entrada em produção",
        text=f"A última declarada foi a {newest.version}.",
        actions=(declare,),
    )
