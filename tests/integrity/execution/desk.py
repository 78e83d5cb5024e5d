"""What every test of the executor's pages needs: addresses, and forms that are accepted."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.tenancy import inside
from integrity.execution.models import (
    ActionType,
)
from tests.integrity.execution.scene import PDF
from tests.people import Visitor
from tests.seed import FIRST

ROUTES = "config.urls.organisation"


def to(name: str, uid: object = None) -> str:
    """The address of one of the organisation's pages."""
    return reverse(name, args=[uid] if uid else [], urlconf=ROUTES)


def type_uid(name: str = "Processo") -> str:
    with inside(FIRST.schema):
        return str(ActionType.objects.get(name=name).uid)


def classification(**changes: Any) -> dict[str, Any]:
    """A classification that is accepted, but for what is changed."""
    fine = {
        "version": 0,
        "kind": "one_off",
        "types": [type_uid()],
        "planned_start": "2026-04-01",
        "planned_end": "2026-12-31",
        "planned_budget": "1.500,00",
    }
    return fine | changes


def progress(**changes: Any) -> dict[str, Any]:
    """A record of progress that is accepted, but for what is changed."""
    fine = {
        "version": 1,
        "recorded_date": "2026-05-10",
        "percent": 40,
        "narrative": "Minuta do código pronta.",
        "actual_start": "2026-05-01",
    }
    return fine | changes


def pdf(name: str = "ata.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")


def fetched(reader: Visitor, where: str) -> int:
    """The status of a download, read to its end so that the file is closed again."""
    answer = reader.get(where, follow=True)
    assert answer.getvalue()
    return answer.status_code
