"""What the page of an agreement tells of who signs for the partner, and what is to be looked at."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from access.rules import Actor
from agreements.registry.chapters import Action, Chapter, NextStep, chapter
from agreements.registry.models import Agreement
from agreements.registry.queries import missing_of
from agreements.registry.rules import AgreementState
from agreements.signatures import permissions, queries
from agreements.signatures.checklist import (
    OPEN_STATES,
    WANTED,
    WITHOUT_SEI,
    Item,
    checklist_faults,
    open_items,
    partner_has_to_sign,
)

WORDS = {
    Item.INVESTITURE: "investidura",
    Item.REGISTERED: "cadastro",
    Item.APPROVED: "aprovacao",
    Item.EXEMPT: "dispensa",
}
BUTTONS = {
    Item.INVESTITURE: "Conferir ato de posse",
    Item.REGISTERED: "Registrar pedido do cadastro no SEI!MG",
    Item.APPROVED: "Registrar aprovação no SEI!MG",
}
OLD_TEXTS = (
    " Se os textos ainda citam quem dirigia antes, devolva-os à minuta enquanto ninguém assinou;"
    " depois da primeira assinatura eles não mudam mais."
)


@chapter(order=28)
def signatory(actor: Actor, agreement: Agreement) -> Chapter:
    """Act, mandate and registration of the head; until the partner has signed."""
    if agreement.state not in OPEN_STATES or not partner_has_to_sign(missing_of(agreement)):
        return Chapter(title="Quem assina pelo partícipe", state="done")
    checks = list(queries.checks_of(agreement))
    who, today = queries.signatory_of(agreement), timezone.localdate()
    faults = checklist_faults(who, [each.item for each in checks], today)
    may = actor.may(permissions.CHECK_SIGNATORY)
    return Chapter(
        title="Quem assina pelo partícipe",
        state="current" if faults else "done",
        note=agreement.head.name if not faults else "Falta conferir",
        next_step=step_of(actor, agreement, [each.item for each in checks]) if faults else None,
        template="signatures/chapters/signatory.html",
        context={
            "agreement": agreement,
            "rows": rows_of(checks),
            "mandate": who.mandate_fault(today),
            "may": may,
            "change": place("change_head", agreement) if may and not faults else "",
        },
    )


def step_of(actor: Actor, agreement: Agreement, checked: list[str]) -> NextStep:
    """What is to be looked at next: the first item of each line of work."""
    left = open_items(checked)
    actions = [
        Action(label=BUTTONS[each], url=place("check_item", agreement, WORDS[each]), icon="check")
        for each in left
        if actor.may(permissions.CHECK_SIGNATORY)
        and not (each == Item.APPROVED and Item.REGISTERED in left)
    ]
    if WITHOUT_SEI & set(left) and actor.may(permissions.EXEMPT_SIGNATORY):
        url = place("check_item", agreement, WORDS[Item.EXEMPT])
        actions.append(Action(label="Dispensar o cadastro", url=url, kind="secondary"))
    if actor.may(permissions.CHANGE_HEAD):
        url = place("change_head", agreement)
        actions.append(Action(label="Registrar troca de dirigente", url=url, kind="secondary"))
    sent = agreement.state != AgreementState.DRAFT
    return NextStep(
        title=f"Conferir quem assina pelo partícipe: {agreement.head.name}",
        text="Sem isto "
        + ("a assinatura não é registrada." if sent else "os textos não vão para assinatura.")
        + (OLD_TEXTS if sent else ""),
        actions=tuple(actions),
    )


def rows_of(checks: list[Any]) -> list[dict[str, Any]]:
    """Every item, with what was found of it."""
    found = {each.item: each for each in checks}
    waived = found.get(Item.EXEMPT)
    rows = [
        {"label": each.label, "check": found.get(each), "is_waived": bool(waived)}
        for each in WANTED
        if each == Item.INVESTITURE or not waived or each in found
    ]
    return [*rows, *([{"label": Item.EXEMPT.label, "check": waived}] if waived else [])]


def place(name: str, agreement: Agreement, *more: object) -> str:
    """The page of a verb."""
    return reverse(f"signatures:{name}", args=[agreement.uid, *more])
