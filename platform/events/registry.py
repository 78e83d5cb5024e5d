"""What can happen, and who wants to know."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Self, TypeVar, get_args, get_type_hints
from uuid import UUID

from django.db.models import Model

from access.rules import Actor


class OfPerson(str):
    """A personal value in `changes`, such as a name: the journal seals it under that person's key.

    The account or the entry of the directory that it belongs to is named by its uid.
    """

    uid: UUID | None

    def __new__(cls, text: str, uid: UUID | None = None) -> "OfPerson":
        made = super().__new__(cls, text)
        made.uid = uid
        return made


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact in the past tense. Holds identifiers and words, never model instances.

    `changes` maps a field's Portuguese name to [old, new]; `reason` is why, where one was asked.
    `is_told_in_both`: the service itself emits it at the centre and at the organisation.
    `is_draft`: other places learn which fields changed, not what was written in them.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    is_told_in_both: ClassVar[bool] = False
    is_draft: ClassVar[bool] = False

    at: datetime
    actor_uid: UUID | None
    actor_name: str
    actor_profile: str
    subject_type: str
    subject_uid: UUID
    subject_label: str
    changes: dict[str, list[Any]] = field(default_factory=dict)
    reason: str = ""

    @classmethod
    def of(
        cls,
        actor: Actor,
        subject: Model,
        *,
        at: datetime,
        changes: Mapping[str, list[Any]] | None = None,
        reason: str = "",
        **more: Any,
    ) -> Self:
        """The fact that `actor` did this to `subject`, which must have a `uid`."""
        return cls(
            at=at,
            actor_uid=actor.user_uid,
            actor_name=actor.name,
            actor_profile=actor.profile.value,
            subject_type=subject._meta.label_lower,
            subject_uid=getattr(subject, "uid"),  # noqa: B009
            subject_label=str(subject),
            changes=dict(changes or {}),
            reason=reason,
            **more,
        )

    def body(self) -> dict[str, Any]:
        """The fact as JSON can hold it."""
        return {key: plain(value) for key, value in asdict(self).items()}

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Self:
        """The fact again, from what `body` gave."""
        known = get_type_hints(cls)
        return cls(**{key: revived(known[key], value) for key, value in body.items()})


def plain(value: Any) -> Any:
    """A value of an event in JSON's own types."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def revived(kind: Any, value: Any) -> Any:
    """A value of an event from JSON's own types; `kind` is the field's declared type."""
    kinds = get_args(kind) or (kind,)
    if value is None:
        return None
    if UUID in kinds:
        return UUID(value)
    if datetime in kinds:
        return datetime.fromisoformat(value)
    if date in kinds:
        return date.fromisoformat(value)
    return value


E = TypeVar("E", bound=Event)

_kinds: dict[str, type[Event]] = {}
_at_once: list[Callable[[Event], object]] = []
_after_commit: defaultdict[str, list[Callable[[Any], object]]] = defaultdict(list)


def on(kind: type[E]) -> Callable[[Callable[[E], object]], Callable[[E], object]]:
    """React after commit, in a worker, in the schema where it happened; may be called twice."""

    def register(handler: Callable[[E], object]) -> Callable[[E], object]:
        _kinds[kind.name] = kind
        if handler not in _after_commit[kind.name]:
            _after_commit[kind.name].append(handler)
        return handler

    return register


def on_every(handler: Callable[[Event], object]) -> Callable[[Event], object]:
    """React inside the transaction: change and reaction stand or fall together."""
    if handler not in _at_once:
        _at_once.append(handler)
    return handler


def at_once() -> Iterator[Callable[[Event], object]]:
    """Who reacts inside the transaction."""
    return iter(_at_once)


def is_awaited(name: str) -> bool:
    """Whether anybody reacts to this kind of fact after commit."""
    return bool(_after_commit[name])


def title_of(name: str) -> str:
    """What a kind of fact is called in Portuguese; its name where this release knows it not."""
    kind = _kinds.get(name)
    return kind.title if kind else name


def dispatch(name: str, body: Mapping[str, Any]) -> None:
    """Rebuild the event and hand it to whoever asked for it."""
    if kind := _kinds.get(name):
        event = kind.from_body(body)
        for handler in _after_commit[name]:
            handler(event)
