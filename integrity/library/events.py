"""What can happen to the library of models."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.registry import Event


class ModelWritten(Event):
    """A version of a model was drafted or corrected; organisations do not see it yet."""

    name: ClassVar[str] = "library.model_written"
    title: ClassVar[str] = "Rascunho de modelo gravado"


@dataclass(frozen=True, kw_only=True)
class ModelPublished(Event):
    """A version of a model is offered from now on; whoever adopted an earlier one is told."""

    name: ClassVar[str] = "library.model_published"
    title: ClassVar[str] = "Modelo publicado"

    model_uid: UUID


@dataclass(frozen=True, kw_only=True)
class ModelRetired(Event):
    """A model is no longer offered; plans that adopted it keep their text."""

    name: ClassVar[str] = "library.model_retired"
    title: ClassVar[str] = "Modelo retirado"

    model_uid: UUID


class LibraryPreviewed(Event):
    """A workbook of models was checked; nothing of it was written."""

    name: ClassVar[str] = "library.workbook_previewed"
    title: ClassVar[str] = "Planilha de modelos conferida"


class LibraryImported(Event):
    """What the preview of a workbook showed was written as drafts."""

    name: ClassVar[str] = "library.workbook_imported"
    title: ClassVar[str] = "Planilha de modelos importada"
