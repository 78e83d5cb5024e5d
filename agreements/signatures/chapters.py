"""What the page of an agreement tells of signatures read from SEI or from a signed PDF."""

from django.urls import reverse

from access.rules import Actor
from agreements.registry.chapters import Action, Chapter, NextStep, chapter
from agreements.registry.models import Agreement
from agreements.registry.queries import missing_of
from agreements.registry.road import DOCUMENT_WORDS
from agreements.registry.rules import SignedDocument
from agreements.signatures import permissions, queries
from agreements.signatures.backends.sei import is_configured

TEXT = (
    "Quem assinou no SEI ou com certificado ICP-Brasil ou gov.br não precisa ser digitado: o"
    " sistema lê a assinatura, confere quem é o dirigente na data e se o texto é o aceito."
)


@chapter(order=31)
def reading(actor: Actor, agreement: Agreement) -> Chapter:
    """No step of its own: other roads to the same signatures."""
    signing = agreement.state in queries.OPEN
    links = list(queries.linked_to(agreement)) if signing else []
    may = actor.may(permissions.READ_SIGNATURES)
    actions = offered(agreement, {each.document for each in links}) if signing and may else ()
    return Chapter(
        title="",
        state="pending",
        next_step=NextStep(title="Ler as assinaturas já dadas", text=TEXT, actions=actions)
        if actions
        else None,
        template="signatures/chapters/sei.html" if links else "",
        context={"links": links, "may": may, "agreement_uid": agreement.uid},
    )


def offered(agreement: Agreement, linked: set[str]) -> tuple[Action, ...]:
    """For each text with a signature missing: link it to SEI, and send a signed PDF."""
    wanted = dict.fromkeys(document for document, _ in missing_of(agreement))
    actions = []
    for document in wanted:
        place, name = [agreement.uid, DOCUMENT_WORDS[document]], agreement.document_name(document)
        if is_configured() and document not in linked:
            actions.append(button(f"Vincular ao SEI: {name}", "link_sei", place))
        actions.append(button(f"Enviar PDF assinado: {name}", "signed_pdf", place))
    return tuple(actions)


def button(label: str, route: str, place: list[object]) -> Action:
    """A button beside the one that types a signature in."""
    return Action(label=label, url=reverse(f"signatures:{route}", args=place), kind="secondary")


WORDS = {word: SignedDocument(document) for document, word in DOCUMENT_WORDS.items()}
