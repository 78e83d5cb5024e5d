"""What can happen between a plan and the library of models."""

from typing import ClassVar

from events.registry import Event


class ModelsAdopted(Event):
    """Models of the library became rows of a plan, to be adapted."""

    name: ClassVar[str] = "formulation.models_adopted"
    title: ClassVar[str] = "Modelos da biblioteca adotados"


class ModelUpdateDecided(Event):
    """A new version of an adopted model was read: what was taken over, what stayed as it was."""

    name: ClassVar[str] = "formulation.model_update_decided"
    title: ClassVar[str] = "Nova versão de modelo apreciada"
