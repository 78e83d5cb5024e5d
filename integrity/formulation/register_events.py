"""What can happen to the registers of an organisation all at once."""

from typing import ClassVar

from events.registry import Event


class RegistersPreviewed(Event):
    """A sheet of registers was checked; nothing of it was written."""

    name: ClassVar[str] = "formulation.registers_previewed"
    title: ClassVar[str] = "Planilha de cadastros conferida"


class PersonRegistered(Event):
    """Somebody of the directory was written or corrected."""

    name: ClassVar[str] = "formulation.person_registered"
    title: ClassVar[str] = "Pessoa do cadastro registrada"


class RegistersImported(Event):
    """What the preview of a sheet of registers showed was written."""

    name: ClassVar[str] = "formulation.registers_imported"
    title: ClassVar[str] = "Planilha de cadastros importada"
