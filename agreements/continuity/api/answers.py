"""CGE-MG answers what a partner asked for, with the services of the pages."""

from typing import Any

from access.openapi import Told
from access.verbs import Wish, verb
from agreements.continuity import permissions, queries, services
from agreements.continuity.asking_rules import NOTED
from agreements.continuity.web.asking_forms import NoteForm, NotifiedForm
from agreements.registry.web.forms import ReasonForm
from foundation.refusals import NotAllowed

GROUP = "Acordos"
OF_ONE: dict[str, Any] = {
    "where": {"uid": "Identificador do acordo."},
    "find": queries.agreement_by_uid,
    "wanted": permissions.AMEND,
}
NOTHING_TO_NOTE = "Nenhum pedido de apostila espera decisão da CGE-MG."


@verb(
    Told(
        "aceitar_pedido_do_participe",
        "Faz termo aditivo do que o partícipe pediu",
        "De mais prazo, ou de novos prazos no plano de trabalho, como ele escreveu.",
        group=GROUP,
    ),
    page="continuity:take",
    **OF_ONE,
)
def take(wish: Wish) -> object:
    return services.take_extension(actor=wish.actor, uid=wish.uid, at=wish.at)


@verb(
    Told(
        "recusar_pedido_do_participe",
        "Recusa o que o partícipe pediu, seja o que for",
        "Com o motivo, que ele lê na página do acordo.",
        group=GROUP,
    ),
    page="continuity:refuse",
    form=ReasonForm,
    **OF_ONE,
)
def refuse(wish: Wish) -> object:
    return services.refuse_extension(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)


def noting(wish: Wish, data: Any, files: Any) -> NoteForm:
    """With who comes, where another head is what was asked for. Raises NotAllowed."""
    asking = queries.open_asking_of(queries.agreement_by_uid(wish.actor, wish.uid))
    if asking is None or asking.kind not in NOTED:
        raise NotAllowed(NOTHING_TO_NOTE)
    return NoteForm(data, kind=asking.kind)


@verb(
    Told(
        "registrar_apostila_pedida",
        "Registra a apostila que o partícipe pediu",
        "Com o assunto e as palavras do pedido; na troca de quem dirige, também quem assume.",
        group=GROUP,
    ),
    page="continuity:note_asked",
    form=NoteForm,
    make=noting,
    is_confirmed=True,
    **OF_ONE,
)
def note_asked(wish: Wish) -> object:
    form: NoteForm = wish.form
    return services.note_asked(
        actor=wish.actor, uid=wish.uid, at=wish.at, head=form.head(), **form.note()
    )


@verb(
    Told(
        "registrar_denuncia_do_participe",
        "Registra a denúncia que o partícipe comunicou",
        "Com o ofício assinado; o aviso conta do dia em que ele a comunicou.",
        group=GROUP,
    ),
    page="continuity:accept_withdrawal",
    form=NotifiedForm,
    is_confirmed=True,
    **(OF_ONE | {"wanted": permissions.END_AGREEMENT}),
)
def accept_withdrawal(wish: Wish) -> object:
    return services.accept_withdrawal(actor=wish.actor, uid=wish.uid, at=wish.at, **wish.given)
