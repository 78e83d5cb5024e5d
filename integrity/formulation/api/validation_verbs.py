"""Invite to the validation, take an invitation back, answer; the head takes note."""

from typing import Any

from access.openapi import Told
from access.rules import Actor, require
from access.verbs import Wish, verb
from foundation.refusals import NotFound
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_COMMENT, OF_INVITATION, OF_PLAN, PROGRAMME
from integrity.formulation.api.plan_verbs import drafted
from integrity.formulation.models import Plan
from integrity.formulation.queries import plans
from integrity.formulation.queries import validation as queries
from integrity.formulation.queries.programme import programme_of
from integrity.formulation.services import noting, validation
from integrity.formulation.services.drafting import check_open
from integrity.formulation.web.forms.programme import NoteForm
from integrity.formulation.web.forms.validation import AnswerForm, InviteForm


def validated(actor: Actor, uid: Any) -> Plan:
    """A plan whose edition is validated now. Raises NotFound, Denied or NotAllowed."""
    plan = drafted(actor, uid)
    validation.check_first(plan)
    return plan


def invited(actor: Actor, uid: Any, invitation_uid: Any) -> object:
    """An invitation of the plan. Raises NotFound for another's."""
    found = queries.invitations_of(drafted(actor, uid)).filter(uid=invitation_uid).first()
    if found is None:
        raise NotFound
    return found


def commented(actor: Actor, uid: Any, comment_uid: Any) -> object:
    """A comment on this very plan. Raises NotFound for another's."""
    plan = drafted(actor, uid)
    found = queries.comments_of(plan).filter(invitation__plan=plan, uid=comment_uid).first()
    if found is None:
        raise NotFound
    return found


@verb(
    Told(
        "convidar_para_validacao",
        "Convida pessoas para a validação de um plano",
        "Cada uma recebe, por e-mail, um endereço só dela; quem já foi convidado não recebe outro.",
        group=PROGRAMME,
    ),
    page="formulation:invite_guests",
    form=InviteForm,
    find=validated,
    creates=True,
    where=OF_PLAN,
)
def invite(wish: Wish) -> object:
    validation.invite_guests(actor=wish.actor, plan_uid=wish.uid, at=wish.at, **wish.given)
    return plans.plan_by_uid(wish.actor, wish.uid)


@verb(
    Told(
        "retirar_convite",
        "Retira um convite",
        "O endereço deixa de abrir; o que a pessoa enviou continua.",
        group=PROGRAMME,
    ),
    page="formulation:withdraw_invitation",
    find=invited,
    where=OF_INVITATION,
)
def withdraw(wish: Wish) -> object:
    uid = wish.where["invitation_uid"]
    return validation.withdraw_invitation(actor=wish.actor, plan_uid=wish.uid, uid=uid, at=wish.at)


@verb(
    Told(
        "responder_contribuicao",
        "Responde a uma contribuição",
        "O que foi feito com ela e por quê; quem contribuiu lê.",
        group=PROGRAMME,
    ),
    page="formulation:answer_comment",
    form=AnswerForm,
    find=commented,
    where=OF_COMMENT,
)
def answer(wish: Wish) -> object:
    uid = wish.where["comment_uid"]
    return validation.answer_comment(
        actor=wish.actor, plan_uid=wish.uid, uid=uid, given=wish.given, at=wish.at
    )


def to_note(actor: Actor, uid: Any) -> Plan:
    """A plan whose diagnosis is there to be read. Raises NotFound, Denied or NotAllowed."""
    plan = plans.plan_by_uid(actor, uid)
    require(actor, permissions.NOTE_DIAGNOSIS)
    permissions.must_lead(actor, plan)
    check_open(plan)
    noting.check_written(programme_of(plan))
    return plan


@verb(
    Told(
        "tomar_ciencia_do_diagnostico",
        "Toma ciência do diagnóstico",
        "A alta administração concorda, ou diz o que deve mudar.",
        group=PROGRAMME,
    ),
    page="formulation:note_diagnosis",
    form=NoteForm,
    find=to_note,
    where=OF_PLAN,
)
def note(wish: Wish) -> object:
    noting.note_diagnosis(actor=wish.actor, plan_uid=wish.uid, at=wish.at, **wish.given)
    return plans.plan_by_uid(wish.actor, wish.uid)
