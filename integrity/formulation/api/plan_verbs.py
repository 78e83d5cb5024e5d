"""The programme and the validation of a plan, with the forms and the services of the pages."""

from typing import Any

from django import forms

from access.openapi import Told
from access.rules import Actor, require
from access.verbs import Wish, verb
from foundation.refusals import NotAllowed
from integrity.formulation import permissions
from integrity.formulation.api.described import OF_PLAN, PROGRAMME
from integrity.formulation.models import Plan
from integrity.formulation.queries import plans
from integrity.formulation.queries import programme as programmes
from integrity.formulation.rules.programme import PARTS, Section, hindrance
from integrity.formulation.services import programme, validation
from integrity.formulation.services.drafting import check_open
from integrity.formulation.web.forms.fields import LongText
from integrity.formulation.web.forms.programme import ProgrammeForm
from integrity.formulation.web.forms.validation import ValidationForm


def drafted(actor: Actor, uid: Any, *more: Any) -> Plan:
    """The plan, for who may write it while it is open. Raises NotFound, Denied or NotAllowed."""
    plan = plans.plan_by_uid(actor, uid)
    require(actor, permissions.DRAFT_PLAN)
    permissions.must_lead(actor, plan)
    check_open(plan)
    return plan


def fields_of(section: Section) -> type[forms.Form]:
    """What a part asks, for the description; the form itself knows the catalogue, too."""
    part = PARTS[section]
    asked: dict[str, Any] = {
        each.name: LongText(label=each.label, help_text=each.hint, required=each.is_required)
        for each in part.questions
    }
    if part.choice:
        asked[part.choice.name] = forms.MultipleChoiceField(label=part.choice.label)
    return type("PartForm", (forms.Form,), asked)


def part_verb(section: Section) -> Any:
    """The verb that saves a part whole."""
    part = PARTS[section]

    def make(wish: Wish, data: Any, files: Any) -> ProgrammeForm:
        plan = plans.plan_by_uid(wish.actor, wish.uid)
        values = programmes.values_of(programmes.programme_of(plan))
        if locked := hindrance(section, values):
            raise NotAllowed(locked)
        form = ProgrammeForm(data, part=part, plan=plan, initial=dict(values[section]))
        form.fields.pop("others", None)
        return form

    def save(wish: Wish) -> object:
        return programme.save_part(
            actor=wish.actor,
            plan_uid=wish.uid,
            section=section,
            values=wish.form.values(),
            mark=wish.given["mark"],
            at=wish.at,
        )

    told = Told(
        f"gravar_{section.value}",
        f"Grava uma parte do programa: {section.label}",
        "A parte inteira. Leia-a antes: o ETag diz o que se leu.",
        group=PROGRAMME,
    )
    return verb(
        told,
        page=f"formulation:{section.value}",
        form=fields_of(section),
        make=make,
        find=drafted,
        versioned="mark",
        where=OF_PLAN,
    )(save)


PART_VERBS = {PARTS[section].slug: part_verb(section) for section in Section}


def validating(wish: Wish, data: Any, files: Any) -> ValidationForm:
    """With the stakeholders of the plan's organ."""
    plan = plans.plan_by_uid(wish.actor, wish.uid)
    validation.check_first(plan)
    form = ValidationForm(data, plan=plan)
    form.fields.pop("others")
    return form


@verb(
    Told(
        "gravar_validacao",
        "Grava o período e as partes interessadas da validação",
        "Leia-a antes: o ETag diz o que se leu.",
        group=PROGRAMME,
    ),
    page="formulation:edit_validation",
    form=ValidationForm,
    make=validating,
    find=drafted,
    versioned="mark",
    where=OF_PLAN,
)
def save_validation(wish: Wish) -> object:
    validation.save_validation(
        actor=wish.actor,
        plan_uid=wish.uid,
        terms=wish.form.terms(),
        mark=wish.given["mark"],
        at=wish.at,
    )
    return plans.plan_by_uid(wish.actor, wish.uid)
