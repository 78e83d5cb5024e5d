"""What a programme was answered, for when it asks the same again: kept a day with its key."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from access.models import ApiKey
from foundation.refusals import Invalid

KEPT = timedelta(days=1)
MOST = 500  # of one key in a day; the oldest goes first
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and what was said with it."""

    status: int
    body: dict[str, Any]


def given_before(key: ApiKey, once: str, fingerprint: str, *, at: datetime) -> Answer | None:
    """The answer to the same request. Raises Invalid when another one came under that word."""
    if len(once) > LONGEST:
        raise Invalid({"Idempotency-Key": [f"Até {LONGEST} sinais."]})
    held = still_kept(key, at).get(once)
    if held is None:
        return None
    if held["print"] != fingerprint:
        raise Invalid({"Idempotency-Key": ["Já veio com outro pedido: use outra."]})
    return Answer(held["status"], held["body"])


def remember(key: ApiKey, once: str, fingerprint: str, answer: Answer, *, at: datetime) -> None:
    """Keep it, in the transaction of what was done."""
    held = list(still_kept(key, at).items())[1 - MOST :]
    told = {"print": fingerprint, "status": answer.status, "body": answer.body}
    key.answers = dict([*held, (once, told | {"at": at.isoformat()})])
    key.save(update_fields=["answers"])


def still_kept(key: ApiKey, at: datetime) -> dict[str, Any]:
    """What is not a day old, oldest first."""
    found = {
        name: each
        for name, each in key.answers.items()
        if datetime.fromisoformat(each["at"]) > at - KEPT
    }
    return dict(sorted(found.items(), key=lambda pair: str(pair[1]["at"])))
