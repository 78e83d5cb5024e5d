"""What the plan foresees for an action, on the pages of every phase."""

from django import template

from integrity.formulation.models import Action
from integrity.formulation.services.booklet import planned_pairs
from integrity.formulation.services.snapshot import planned

register = template.Library()


@register.filter
def planning(action: Action) -> list[tuple[str, str]]:
    """Names and texts, without what nobody said."""
    return [pair for pair in planned_pairs(planned(action)) if pair[1]]
