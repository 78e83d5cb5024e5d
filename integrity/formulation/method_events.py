"""What can happen to the method of an organisation."""

from typing import ClassVar

from events.registry import Event


class MethodWritten(Event):
    """The organisation chose or changed how it works with its plans."""

    name: ClassVar[str] = "formulation.method_written"
    title: ClassVar[str] = "Método definido"


class AxesOfMethodAdded(Event):
    """A plan without axes received those that the method offers."""

    name: ClassVar[str] = "formulation.method_axes_added"
    title: ClassVar[str] = "Eixos do método acrescentados"
