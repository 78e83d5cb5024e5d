"""What a partner asks for its agreement, with the services of the pages."""

from typing import Any

from django.forms import Form
from django.utils import timezone

from access.openapi import Told
from access.verbs import Wish, verb
from agreements.continuity import permissions, services
from agreements.continuity.queries import agreement_by_uid
from agreements.continuity.web.asking_forms import CorrectionForm, DelayForm, LeavingForm
from agreements.continuity.web.forms import ExtensionForm
from agreements.work_plans.queries import movable_stages

GROUP = "Acordos"
OF_AGREEMENT = {"uid": "Identificador do acordo."}
OF_ONE: dict[str, Any] = {
    "where": OF_AGREEMENT,
    "find": agreement_by_uid,
    "wanted": permissions.ASK_EXTENSION,
}


@verb(
    Told(
        "pedir_termo_aditivo",
        "Pede mais prazo para o acordo",
        "A CGE-MG responde; o termo aditivo precisa ser assinado até o fim do acordo.",
        group=GROUP,
    ),
    page="continuity:ask",
    form=ExtensionForm,
    creates=True,
    **OF_ONE,
)
def ask(wish: Wish) -> object:
    wanted = wish.form.wanted(timezone.localdate(wish.at))
    return services.ask_extension(actor=wish.actor, uid=wish.uid, wanted=wanted, at=wish.at)


def delaying(wish: Wish, data: Any, files: Any) -> Form:
    """With the stages of that agreement."""
    return DelayForm(data, stages=movable_stages(agreement_by_uid(wish.actor, wish.uid)))


@verb(
    Told(
        "pedir_prazos_do_plano",
        "Pede novos prazos para etapas do plano de trabalho",
        "Os identificadores das etapas e quantos dias a mais; vira termo aditivo.",
        group=GROUP,
    ),
    page="continuity:ask_plan_change",
    form=DelayForm,
    make=delaying,
    creates=True,
    **OF_ONE,
)
def ask_plan_change(wish: Wish) -> object:
    return services.ask_plan_change(
        actor=wish.actor, uid=wish.uid, wanted=wish.form.wanted(), at=wish.at
    )


@verb(
    Told(
        "pedir_apostila",
        "Pede que a CGE-MG registre uma apostila",
        "Troca de quem dirige, endereço ou erro material.",
        group=GROUP,
    ),
    page="continuity:ask_note",
    form=CorrectionForm,
    creates=True,
    **OF_ONE,
)
def ask_note(wish: Wish) -> object:
    return services.ask_note(actor=wish.actor, uid=wish.uid, wanted=wish.form.wanted(), at=wish.at)


@verb(
    Told(
        "desistir_do_pedido",
        "Retira o pedido da organização que espera a CGE-MG",
        "Enquanto ela não decidiu.",
        group=GROUP,
    ),
    page="continuity:withdraw",
    **OF_ONE,
)
def withdraw(wish: Wish) -> object:
    return services.withdraw_extension(actor=wish.actor, uid=wish.uid, at=wish.at)


@verb(
    Told(
        "denunciar_acordo",
        "Denuncia o acordo",
        "Até quando vigora e por quê; a CGE-MG registra com o ofício assinado.",
        group=GROUP,
    ),
    page="continuity:ask_withdrawal",
    form=LeavingForm,
    creates=True,
    is_confirmed=True,
    **(OF_ONE | {"wanted": permissions.ASK_WITHDRAWAL}),
)
def ask_withdrawal(wish: Wish) -> object:
    return services.ask_withdrawal(
        actor=wish.actor, uid=wish.uid, wanted=wish.form.wanted(), at=wish.at
    )
