"""What changed between two snapshots of plans: what came, what went, what moved, word by word.

Pure. A snapshot's own words are compared whatever they are: a field that is added to it later is
told by its label here, or by its name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.words import folded
from integrity.formulation.rules.labels import LABELS
from integrity.formulation.rules.wording import Part, parts

Snapshot = Mapping[str, Any]
Same = Mapping[str, str]
ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
KINDS = {ADDED: "Incluído", REMOVED: "Retirado", CHANGED: "Alterado", MOVED: "Mudou de lugar"}
PLACE = ("axis", "sub_axis", "number", "place")
UNTOLD = {"uid", "position", "said", "assessment", "is_grave"}  # told by other fields
ABOUT = ("title", "organ", "partners", "edition", "revision")


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it said, what it says, and the words in which the two differ."""

    label: str
    old: str
    new: str

    @property
    def parts(self) -> list[Part]:
        """Word by word."""
        return parts(self.old, self.new)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a plan that is not as it was."""

    section: str
    label: str
    kinds: tuple[str, ...]
    changes: tuple[Change, ...] = ()

    @property
    def said(self) -> str:
        """What happened to it."""
        return ", ".join(KINDS[kind] for kind in self.kinds)


def differences(old: Snapshot, new: Snapshot, same: Same) -> list[Item]:
    """Everything that differs; `same` tells which action of the old is which of the new, by uid."""
    return [
        *_about(old, new),
        *_fields("commission", old.get("commission"), new.get("commission")),
        *_axes(old, new, same),
        *_listed("actions", old.get("actions", ()), new.get("actions", ()), same),
        *_others(old, new, same),
    ]


def summary(found: Sequence[Item]) -> dict[str, int]:
    """How many were added, removed, changed or moved."""
    counted = Counter(kind for item in found for kind in item.kinds)
    return {title: counted[kind] for kind, title in KINDS.items()}


def _about(old: Snapshot, new: Snapshot) -> Iterator[Item]:
    said = {name: (old.get(name), new.get(name)) for name in ABOUT}
    changes = tuple(_changes(said))
    if changes:
        yield Item("Plano", str(new.get("title", "")), (CHANGED,), changes)


def _fields(name: str, old: Any, new: Any) -> Iterator[Item]:
    """A part of a plan that is one thing."""
    before, after = old or {}, new or {}
    changes = tuple(_changes(_paired(before, after)))
    if changes:
        kind = ADDED if not before else REMOVED if not after else CHANGED
        yield Item(_label(name), _label(name), (kind,), changes)


def _others(old: Snapshot, new: Snapshot, same: Same) -> Iterator[Item]:
    """The parts that this module does not know by name."""
    known = {*ABOUT, *UNTOLD, "commission", "axes", "actions"}
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if name in known or before == after:
            continue
        told = before or after
        if isinstance(told, list):
            yield from _listed(name, before or (), after or (), same)
        elif isinstance(told, Mapping) and "parts" in told:
            old_parts, new_parts = ((each or {}).get("parts", ()) for each in (before, after))
            yield from _listed(name, old_parts, new_parts, same)
        elif isinstance(told, Mapping):
            yield from _fields(name, before, after)
        else:
            yield Item("Plano", _label(name), (CHANGED,), tuple(_changes({name: (before, after)})))


def _axes(old: Snapshot, new: Snapshot, same: Same) -> Iterator[Item]:
    """Axes are known by their title; one that kept its actions under another title was renamed."""
    before = {folded(each["title"]): each for each in old.get("axes", ())}
    after = {folded(each["title"]): each for each in new.get("axes", ())}
    pairs = {key: key for key in before if key in after}
    pairs |= _renamed(old, new, same, set(before) - set(after), set(after) - set(before))
    yield from _compared("axes", _placed(before), _placed(after), pairs)


def _placed(axes: Mapping[str, Any]) -> dict[str, Any]:
    """Each with the place that it has in the plan."""
    numbered = enumerate(axes.items(), start=1)
    return {key: {**each, "place": place} for place, (key, each) in numbered}


def _renamed(
    old: Snapshot, new: Snapshot, same: Same, gone: set[str], come: set[str]
) -> dict[str, str]:
    homes = {each["uid"]: folded(each["axis"]) for each in new.get("actions", ())}
    went: dict[str, Counter[str]] = {}
    for action in old.get("actions", ()):
        here, there = folded(action["axis"]), homes.get(same.get(action["uid"], action["uid"]), "")
        if here in gone and there in come:
            went.setdefault(here, Counter())[there] += 1
    found: dict[str, str] = {}
    for here in sorted(went):
        there = went[here].most_common(1)[0][0]
        if there not in found.values():
            found[here] = there
    return found


def _listed(name: str, old: Any, new: Any, same: Same) -> Iterator[Item]:
    """A list of things, each known by its uid, or by what it is called."""
    before = {_key(each): each for each in old}
    after = {_key(each): each for each in new}
    pairs = {}
    for key in before:
        target = same.get(key, key)
        if target in after:
            pairs[key] = target
    yield from _compared(name, before, after, pairs)


def _compared(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any], pairs: Same
) -> Iterator[Item]:
    section = _label(name)
    for key, each in before.items():
        if key not in pairs:
            yield Item(section, _called(each), (REMOVED,), tuple(_changes(_paired(each, {}))))
    back = {target: key for key, target in pairs.items()}
    for key, each in after.items():
        if key not in back:
            yield Item(section, _called(each), (ADDED,), tuple(_changes(_paired({}, each))))
            continue
        former = before[back[key]]
        found = {name: pair for name, pair in _paired(former, each).items() if pair[0] != pair[1]}
        if changes := tuple(_changes(found)):
            yield Item(section, _called(each), _kinds(found), changes)


def _kinds(found: Mapping[str, Any]) -> tuple[str, ...]:
    moved = (MOVED,) if any(name in PLACE for name in found) else ()
    return (*((CHANGED,) if any(name not in PLACE for name in found) else ()), *moved)


def _paired(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    before, after = dict(_flat(old)), dict(_flat(new))
    return {name: (before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after])}


def _flat(each: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of a thing, with those of the things inside it, and texts by their own labels."""
    for name, value in each.items():
        if name in UNTOLD:
            continue
        if isinstance(value, Mapping):
            yield from _flat(value)
        elif name == "texts":
            yield from ((text["label"], text["text"]) for text in value)
        else:
            yield name, value


def _changes(pairs: Mapping[str, tuple[Any, Any]]) -> Iterator[Change]:
    for name, (old, new) in pairs.items():
        before, after = _said(old), _said(new)
        if before != after:
            yield Change(_label(name), before, after)


def _said(value: Any) -> str:
    """A value as a person reads it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Sim" if value else "Não"
    if isinstance(value, Mapping):
        told = ((name, _said(each)) for name, each in value.items() if name not in UNTOLD)
        return ", ".join(f"{_label(name)}: {text}" for name, text in told if text)
    if isinstance(value, list | tuple):
        return "\n".join(_said(each) for each in value)
    return str(value)


def _key(each: Any) -> str:
    return str(each.get("uid") or _called(each)) if isinstance(each, Mapping) else _said(each)


def _called(each: Any) -> str:
    if not isinstance(each, Mapping):
        return _said(each)
    number = f"{each['number']}. " if each.get("number") else ""
    named = each.get("title") or each.get("name") or each.get("event") or ""
    return f"{number}{named}" or _said(each)


def _label(name: str) -> str:
    return LABELS.get(name, name)
