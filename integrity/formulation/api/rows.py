"""Lines of a list as programmes send them: what the pages have as rows or as lines of a text."""

from collections.abc import Sequence
from typing import Any

from django import forms

from access.rows import Line, Rows
from access.verbs import Wish
from foundation.fields import TextLine
from integrity.formulation.models import Action
from integrity.formulation.queries import plans
from integrity.formulation.rules.planning import (
    LONGEST,
    MOST_INDICATORS,
    MOST_MILESTONES,
    Milestone,
)
from integrity.formulation.web.forms.action_rows import Offer, RowForm, stored
from integrity.formulation.web.forms.actions import IndicatorForm

MOST_ACTIONS = 200


class MilestoneLine(forms.Form):
    """What is to be ready on a day."""

    day = forms.DateField(label="Data")
    title = TextLine(label="O que ficará pronto", max_length=LONGEST)

    def milestone(self) -> Milestone:
        """As the service takes it."""
        return Milestone(self.cleaned_data["day"], self.cleaned_data["title"])


class IndicatorLine(IndicatorForm):
    """An indicator; on the page a row without a name is passed over, here it is a mistake."""

    name = TextLine(label="O que se mede", max_length=LONGEST)


class ActionLine(RowForm):
    """One action among many: its uid, the version that was read, and what changes of it."""

    uid = forms.UUIDField(label="Identificador da ação")
    version = forms.IntegerField(label="A versão que foi lida")
    field_order = ("uid", "version")

    def __init__(self, line: Line, *, action: Action, offer: Offer) -> None:
        kept = {name: each for name, each in stored(action).items() if name != "version"}
        mark = f"linha-{action.uid.hex}-"
        held = {mark + name: [each] for name, each in kept.items()}
        sent = {mark + name: line.getlist(name) for name in line}
        super().__init__(Line(held | sent), action=action, offer=offer)
        del self.fields["seen"]

    def clean(self) -> dict[str, Any]:
        """Whatever is sent counts as touched."""
        given = {name: each for name, each in self.cleaned_data.items() if name != "uid"}
        return {**given, "seen": ""}


class StrangeLine(forms.Form):
    """A line that names no action of the plan, or one that another line names already."""

    def __init__(self, line: Line, sentence: str) -> None:
        super().__init__(line)
        self.sentence = sentence
        self.fields |= {name: forms.Field(required=False) for name in line}

    def clean(self) -> None:
        self.fields.setdefault("uid", forms.Field(required=False))
        self.add_error("uid", self.sentence)


def action_lines(wish: Wish, lines: Sequence[Line]) -> list[forms.Form]:
    """A form for each line, the plan looked up once."""
    plan = plans.plan_by_uid(wish.actor, wish.uid)
    held = {str(each.uid): each for each in plans.actions_of(plan)}
    offer, made, named = Offer(plan), list[forms.Form](), set[str]()
    for line in lines:
        uid = str(line.get("uid")).lower()
        if uid not in held:
            made.append(StrangeLine(line, "Não é uma ação deste plano."))
        elif uid in named:
            made.append(StrangeLine(line, "Esta ação já está em outra linha."))
        else:
            made.append(ActionLine(line, action=held[uid], offer=offer))
        named.add(uid)
    return made


def of_action(*, is_required: bool) -> dict[str, Rows]:
    """Milestones and indicators; who rewrites a whole action says them, too."""
    return {
        "milestones": Rows(MilestoneLine, "Os marcos.", MOST_MILESTONES, is_required=is_required),
        "indicators": Rows(
            IndicatorLine, "Os indicadores.", MOST_INDICATORS, is_required=is_required
        ),
    }


ACTIONS = {
    "actions": Rows(
        ActionLine,
        "As ações que mudam; o que não é dito fica como está.",
        MOST_ACTIONS,
        action_lines,
        is_required=True,
    )
}
