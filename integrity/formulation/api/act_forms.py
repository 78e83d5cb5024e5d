"""The forms of formal acts as a programme fills them in: with the whole name."""

from typing import Any

from integrity.formulation.web.forms import commission as forms
from integrity.formulation.web.forms import plans


class WholeName:
    """A programme says the type of an act in its name, and the whole of what stands after it."""

    act_type: Any = None
    new_type: Any = None
    mark: Any = None


class CommissionForm(WholeName, forms.CommissionForm):
    """By which act the commission works."""


class CompositionForm(WholeName, forms.CompositionForm):
    """By which act the commission has other people."""


class ExtensionForm(WholeName, forms.ExtensionForm):
    """By which act the term is prolonged, and by how much."""


class PublicationForm(WholeName, plans.PublicationForm):
    """By which act the plan is published."""
