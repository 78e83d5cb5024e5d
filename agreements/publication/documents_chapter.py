"""What the page of an agreement tells of the documents that the portal hands out."""

from access.rules import Actor
from agreements.publication import permissions, queries
from agreements.publication.chapters import button
from agreements.publication.rules import PublicKind
from agreements.registry.chapters import Chapter, NextStep, chapter
from agreements.registry.models import Agreement
from foundation.words import counted
from notifications.links import on_portal
from ui.templatetags.formats import day

WORDS = {
    PublicKind.AGREEMENT: "acordo",
    PublicKind.WORK_PLAN: "plano",
    PublicKind.STATE_GAZETTE: "diario-do-estado",
    PublicKind.PARTNER_GAZETTE: "diario-do-participe",
}
KIND_OF = {word: kind for kind, word in WORDS.items()}
TEXT = "Antes de cada um ir para o portal, o sistema procura dados pessoais e você decide."


@chapter(order=45)
def documents(actor: Actor, agreement: Agreement) -> Chapter:
    """Which documents everybody may read, and which still wait for somebody to look at them."""
    extract = queries.extract_of(agreement)
    if extract is None:
        return Chapter(title="Documentos no portal", state="pending")
    shown, missing = list(queries.documents_of(agreement)), queries.to_show(agreement)
    may = actor.may(permissions.PUBLISH_DOCUMENT)
    actions = [
        button(f"Conferir: {kind.label}", "publication:show", agreement.uid, word, kind="secondary")
        for kind, word in WORDS.items()
        if kind in missing
    ]
    step = NextStep(
        title="Publicar os documentos do acordo no portal",
        text=TEXT,
        actions=tuple(actions),
    )
    return Chapter(
        title="Documentos no portal",
        state="current" if missing else "done",
        when="" if missing else day(max((each.published_at for each in shown), default=None)),
        note=counted(len(missing), "documento a publicar", "documentos a publicar")
        if missing
        else "",
        next_step=step if missing and may else None,
        template="publication/chapters/documents.html" if shown else "",
        context={
            "documents": shown,
            "may": may,
            "agreement_uid": agreement.uid,
            "public_url": on_portal(extract.get_absolute_url()),
        },
    )
