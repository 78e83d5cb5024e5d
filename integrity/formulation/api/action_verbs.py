"""Actions of a plan in draft, one by one and many at once, by the rules of the pages."""

from dataclasses import replace
from typing import Any

from access.openapi import Told
from access.rules import Actor
from access.verbs import Wish, verb
from foundation.refusals import Invalid
from integrity.formulation.api.described import CONTENT, OF_ACTION, OF_PLAN
from integrity.formulation.api.moving import UP, MoveForm
from integrity.formulation.api.plan_verbs import drafted
from integrity.formulation.api.rows import ACTIONS, of_action
from integrity.formulation.models import Action
from integrity.formulation.queries import plans, proposals
from integrity.formulation.rules.planning import Indicator
from integrity.formulation.services import action_copies, action_rows, actions
from integrity.formulation.services.action_words import ActionDraft
from integrity.formulation.services.proposals import fill_in_proposed
from integrity.formulation.web.forms.action_copies import CopyForm
from integrity.formulation.web.forms.actions import ActionForm


class WholeActionForm(ActionForm):
    """A programme names types that the list holds, and links risks from their side."""

    others = None  # type: ignore[assignment]
    risks = None  # type: ignore[assignment]
    seen = None  # type: ignore[assignment]


def action_drafted(actor: Actor, uid: Any, action_uid: Any) -> Action:
    """An action of a plan that the actor may write. Raises NotFound, Denied or NotAllowed."""
    return plans.action_in(drafted(actor, uid), action_uid)


def action_form(wish: Wish, data: Any, files: Any) -> WholeActionForm:
    """With axes, units and people of the plan; milestones come as a list."""
    form = WholeActionForm(data, plan=plans.plan_by_uid(wish.actor, wish.uid))
    del form.fields["milestones"]
    return form


def new_action_form(wish: Wish, data: Any, files: Any) -> WholeActionForm:
    """What is not sent is what the method proposes; what is sent as null stays blank."""
    for name, value in proposals.proposed_now().items():
        if name not in data:
            data[name] = value
    return action_form(wish, data, files)


def draft_of(wish: Wish) -> ActionDraft:
    """The action as the service takes it."""
    stages = sorted(
        (each.milestone() for each in wish.rows["milestones"]),
        key=lambda each: (each.day, each.title),
    )
    measures = [Indicator(**each.cleaned_data) for each in wish.rows["indicators"]]
    draft: ActionDraft = wish.form.draft(measures)
    return replace(draft, milestones=tuple(stages))


@verb(
    Told(
        "incluir_acao",
        "Inclui uma ação no plano",
        "Como no formulário; marcos e indicadores são listas. O que o método propõe vale para o "
        "que não se envia; nulo fica em branco.",
        group=CONTENT,
    ),
    page="formulation:add_action",
    form=WholeActionForm,
    make=new_action_form,
    rows=of_action(is_required=False),
    find=drafted,
    creates=True,
    where=OF_PLAN,
)
def add_action(wish: Wish) -> object:
    return actions.add_action(actor=wish.actor, plan_uid=wish.uid, draft=draft_of(wish), at=wish.at)


@verb(
    Told(
        "alterar_acao",
        "Altera uma ação do plano",
        "A ação inteira. Leia-a antes: o ETag diz o que se leu.",
        group=CONTENT,
    ),
    page="formulation:edit_action",
    form=WholeActionForm,
    make=action_form,
    rows=of_action(is_required=True),
    find=action_drafted,
    versioned="version",
    where=OF_ACTION,
)
def edit_action(wish: Wish) -> object:
    return actions.edit_action(
        actor=wish.actor,
        plan_uid=wish.uid,
        uid=wish.where["action_uid"],
        version=wish.given["version"],
        draft=draft_of(wish),
        at=wish.at,
    )


@verb(
    Told("excluir_acao", "Exclui uma ação do plano em elaboração", "Não se desfaz.", group=CONTENT),
    page="formulation:remove_action",
    find=action_drafted,
    where=OF_ACTION,
)
def remove_action(wish: Wish) -> object:
    uid = wish.where["action_uid"]
    return actions.remove_action(actor=wish.actor, plan_uid=wish.uid, uid=uid, at=wish.at)


@verb(
    Told(
        "alterar_acoes",
        "Altera várias ações de uma vez",
        "Todas ou nenhuma. Cada uma diz a `version` que foi lida; se outra pessoa alterou uma"
        " delas, a resposta é 409, com os dois textos.",
        group=CONTENT,
    ),
    page="formulation:action_rows",
    rows=ACTIONS,
    find=drafted,
    where=OF_PLAN,
)
def edit_actions(wish: Wish) -> object:
    rows = [each.draft() for each in wish.rows["actions"]]
    try:
        action_rows.edit_actions(actor=wish.actor, plan_uid=wish.uid, rows=rows, at=wish.at)
    except Invalid as refusal:
        place = {str(row.uid): number for number, row in enumerate(rows)}
        raise Invalid(
            {
                f"actions.{place[uid]}.{field}": sentences
                for key, sentences in refusal.errors.items()
                for uid, _, field in [key.partition(".")]
            }
        ) from None
    return plans.plan_by_uid(wish.actor, wish.uid)


@verb(
    Told(
        "mover_acao",
        "Muda uma ação de lugar",
        "Troca de número com a ação de cima ou a de baixo, no mesmo eixo e subeixo.",
        group=CONTENT,
    ),
    page="formulation:move_action",
    form=MoveForm,
    find=action_drafted,
    where=OF_ACTION,
)
def move_action(wish: Wish) -> object:
    return action_rows.move_action(
        actor=wish.actor,
        plan_uid=wish.uid,
        uid=wish.where["action_uid"],
        up=wish.given["para"] == UP,
        at=wish.at,
    )


@verb(
    Told(
        "renumerar_acoes",
        "Numera as ações de 1 em diante",
        "Na ordem dos eixos e subeixos.",
        group=CONTENT,
    ),
    page="formulation:renumber_actions",
    find=drafted,
    where=OF_PLAN,
)
def renumber_actions(wish: Wish) -> object:
    action_rows.renumber_actions(actor=wish.actor, plan_uid=wish.uid, at=wish.at)
    return plans.plan_by_uid(wish.actor, wish.uid)


def copying(wish: Wish, data: Any, files: Any) -> CopyForm:
    """With the axes of the plan and the actions of the others within reach."""
    plan = plans.plan_by_uid(wish.actor, wish.uid)
    return CopyForm(data, plan=plan, offered=plans.elsewhere(wish.actor, plan))


@verb(
    Told(
        "copiar_acoes",
        "Copia ações de outros planos para um eixo",
        "Cada uma recebe o próximo número livre e vem sem as datas.",
        group=CONTENT,
    ),
    page="formulation:copy_actions",
    form=CopyForm,
    make=copying,
    find=drafted,
    creates=True,
    where=OF_PLAN,
)
def copy_actions(wish: Wish) -> object:
    action_copies.copy_actions(
        actor=wish.actor,
        plan_uid=wish.uid,
        uids=[each.uid for each in wish.given["actions"]],
        axis=wish.given["axis"],
        at=wish.at,
    )
    return plans.plan_by_uid(wish.actor, wish.uid)


@verb(
    Told(
        "completar_acoes",
        "Completa as ações com o que o método propõe",
        "Só o que está em branco, em todas as ações do plano; 409 se nada falta.",
        group=CONTENT,
    ),
    page="formulation:fill_in_actions",
    find=drafted,
    where=OF_PLAN,
)
def fill_in_actions(wish: Wish) -> object:
    fill_in_proposed(actor=wish.actor, plan_uid=wish.uid, at=wish.at)
    return plans.plan_by_uid(wish.actor, wish.uid)
