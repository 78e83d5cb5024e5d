"""A state machine as data: which verb leads from where to where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from foundation.refusals import NotAllowed

State = TypeVar("State", bound=Enum)


def label_of(state: Enum) -> str:
    """The Portuguese name of a state (`label` of Django's choices, else its value)."""
    return str(getattr(state, "label", state.value))


@dataclass(frozen=True, slots=True)
class Step(Generic[State]):
    """One verb: from any of `sources` to `target`; `title` is what a person reads."""

    sources: frozenset[State]
    target: State
    title: str = ""


def step(sources: State | tuple[State, ...], target: State, title: str = "") -> Step[State]:
    """Write a step with one source or several."""
    return Step(frozenset(sources if isinstance(sources, tuple) else (sources,)), target, title)


class Flow(Generic[State]):
    """The whole table. Pure: it neither reads nor writes anything."""

    def __init__(self, steps: Mapping[str, Step[State]]) -> None:
        self.steps = dict(steps)

    def after(self, verb: str, state: State) -> State:
        """The state that `verb` leads to. Raises NotAllowed when it does not start at `state`."""
        found = self.steps[verb]
        if state not in found.sources:
            raise NotAllowed(f"“{found.title or verb}” não é possível em “{label_of(state)}”.")
        return found.target

    def allows(self, verb: str, state: State) -> bool:
        """Whether `verb` starts at `state`."""
        return state in self.steps[verb].sources

    def verbs(self, state: State) -> Iterator[str]:
        """The verbs that start at `state`, in the order of the table."""
        return (verb for verb, found in self.steps.items() if state in found.sources)

    def pairs(self) -> list[tuple[str, str]]:
        """Every (from, to) of the table, for the trigger that repeats it in the database."""
        found = {
            (source.value, each.target.value)
            for each in self.steps.values()
            for source in each.sources
        }
        return sorted(found)

    def mermaid(self) -> str:
        """The same table as a diagram, for the handbook."""
        lines = [
            f"  {source.value} --> {each.target.value}: {verb}"
            for verb, each in self.steps.items()
            for source in sorted(each.sources, key=lambda state: str(state.value))
        ]
        return "\n".join(["stateDiagram-v2", *lines])
