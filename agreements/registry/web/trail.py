"""The journal of an object, as the trail component takes it."""

from typing import Any

from django.db.models import Model

from audit.queries import entries_of


def trail_of(subject: Model) -> list[dict[str, Any]]:
    """What happened to an object, newest first: what, who, when, and why or what changed."""
    return [
        {
            "what": entry.title,
            "who": entry.who,
            "at": entry.at,
            "note": entry.reason or changes_in_words(entry.changes),
        }
        for entry in entries_of(subject)
    ]


def changes_in_words(changes: dict[str, list[Any]]) -> str:
    """`situação: Recebido → Em triagem; processo SEI: 1520…`."""
    return "; ".join(
        f"{name}: {old} → {new}" if old not in ("", None) else f"{name}: {new}"
        for name, (old, new) in changes.items()
    )
