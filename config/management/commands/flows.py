"""Draw every state machine of the product, as the handbook shows it."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.core.management import BaseCommand
from django.utils.module_loading import module_has_submodule

from foundation.flow import Flow, label_of

HEAD = """\
# State machines

What `sispmpi flows` prints: every `Flow` table of a `rules` module. A verb that does not start at
the present state is refused (409), and a trigger of the database repeats each table."""


class Command(BaseCommand):
    """`sispmpi flows`: Markdown with one diagram and one table for each flow."""

    help = "Prints every state machine as Markdown with Mermaid diagrams."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("\n\n".join([HEAD, *map(section, flows())]))


def flows() -> Iterator[tuple[str, Flow[Any]]]:
    """Every flow once, with the module that defines it, in the order of the applications."""
    seen: set[int] = set()
    for app in apps.get_app_configs():
        for module in rules_of(app):
            for value in vars(module).values():
                if isinstance(value, Flow) and id(value) not in seen:
                    seen.add(id(value))
                    yield module.__name__, value


def rules_of(app: AppConfig) -> Iterator[ModuleType]:
    """The `rules` module of an app and, when it is a folder, what lies in it."""
    if app.module is None or not module_has_submodule(app.module, "rules"):
        return
    rules = import_module(f"{app.name}.rules")
    yield rules
    for found in walk_packages(getattr(rules, "__path__", []), f"{rules.__name__}."):
        yield import_module(found.name)


def section(found: tuple[str, Flow[Any]]) -> str:
    """One flow: diagram, then verbs with their Portuguese titles."""
    module, flow = found
    states = type(next(iter(flow.steps.values())).target)
    rows = [
        f"| `{verb}` | {step.title} | {sources(step.sources, states)} | {label_of(step.target)} |"
        for verb, step in flow.steps.items()
    ]
    table = ["| verb | title | from | to |", "| --- | --- | --- | --- |", *rows]
    drawn = f"```mermaid\n{flow.mermaid()}\n```"
    return "\n\n".join([f"## `{module}.{states.__name__}`", drawn, "\n".join(table)])


def sources(found: frozenset[Any], states: Any) -> str:
    """The labels of the states a verb starts at, in the order of their declaration."""
    return ", ".join(label_of(state) for state in states if state in found)
