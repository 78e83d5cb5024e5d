"""What can happen to a published plan before the public; both are told of the plan."""

from typing import ClassVar

from events.registry import Event


class PlanShown(Event):
    """Everybody may read the chosen parts of the plan on the page of the organisation."""

    name: ClassVar[str] = "formulation.plan_shown"
    title: ClassVar[str] = "Plano mostrado na página pública"


class PlanHidden(Event):
    """The plan left the public page; it stays in force as it was."""

    name: ClassVar[str] = "formulation.plan_hidden"
    title: ClassVar[str] = "Plano retirado da página pública"
