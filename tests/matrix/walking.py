"""One request at a time: what was answered, and what was written, taken back at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction

from foundation.tenancy import PUBLIC, cast_any
from tests.matrix.cast import Person

WRITES = re.compile(
    r'\s*(?:WITH\b.*?\b)?(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(?:ONLY\s+)?"?([\w.]+)',
    re.IGNORECASE | re.DOTALL,
)
EMPTY_FORM = {"csrfmiddlewaretoken": "-"}  # the least that a browser sends of any form


@dataclass(frozen=True)
class Answer:
    """What a request came to: status, tables written, templates shown, and the fault if any."""

    status: int
    written: tuple[str, ...]
    templates: tuple[str, ...]
    text: str
    location: str = ""
    fault: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)  # each with its domain

    @property
    def is_journalled(self) -> bool:
        """Whether a line of the journal was written."""
        return "audit_entry" in self.written


class Ledger:
    """Notes the table of every statement that writes; sessions do not count."""

    def __init__(self) -> None:
        self.tables: list[str] = []

    def __call__(self, execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(str(statement))
        if found and found[1] != "django_session":
            self.tables.append(found[1])
        return execute(statement, params, many, context)


def ask(
    person: Person,
    method: str,
    path: str,
    data: dict[str, Any] | None = None,
    *,
    checks_token: bool = False,
) -> Answer:
    """Send a request and undo whatever it did; a form goes with no field filled in."""
    client = person.fresh()
    client.raise_request_exception = False
    client.handler.enforce_csrf_checks = checks_token
    ledger = Ledger()
    if path.startswith(("/conta/", "/verificar/")):
        cache.clear()  # attempts are counted there, and each request is to be the first
    with transaction.atomic():
        with connection.execute_wrapper(ledger):
            if method == "POST":
                response = client.post(path, EMPTY_FORM if data is None else data)
            else:
                response = client.generic(method, path)
        transaction.set_rollback(True)
    cast_any(connection).set_schema(PUBLIC)
    return answer_of(response, ledger)


def answer_of(response: Any, ledger: Ledger) -> Answer:
    """What is compared with the table."""
    content = b"".join(response) if response.streaming else response.content
    raised = getattr(response, "exc_info", None)
    return Answer(
        status=response.status_code,
        written=tuple(ledger.tables),
        templates=tuple(str(each.name) for each in getattr(response, "templates", [])),
        text=content.decode("utf-8", "replace"),
        location=response.headers.get("Location", ""),
        fault=repr(raised[1]) if raised else "",
        headers=dict(response.headers),
        cookies={name: each["domain"] for name, each in response.cookies.items()},
    )
