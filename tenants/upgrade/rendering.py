"""The models between two migrations, each made when it is asked for.

Django makes every model anew that is tied to one that changes, at every step: with so many tied
to the same few, four fifths of what a migration took. Here a model is made together with those
that it points to; all are made once somebody asks which point to it, or Python is to run.
"""

from collections.abc import Iterator
from typing import Any

from django.db.migrations.state import AppConfigStub, ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.db.models.utils import make_model_tuple

Key = tuple[str, str]
States = dict[Key, ModelState]


class ModelsOnDemand(StateApps):
    """The registry of one moment. What did not change since the one before is taken over."""

    def __init__(
        self,
        real_apps: set[str],
        states: States,
        before: "ModelsOnDemand | None",
        changed: set[Key],
    ) -> None:
        self.needs: dict[Key, frozenset[Key]] = {}
        self.states: States = {}  # nothing is to be made while the registry itself begins
        super().__init__(sorted(real_apps), {})
        self.states.update(states)
        for each in self.real_models:
            self.states[each.app_label, each.name_lower] = each
        if before is not None:
            self._take_over(before, changed)

    def _take_over(self, before: "ModelsOnDemand", changed: set[Key]) -> None:
        for key, needs in before.needs.items():
            if changed.isdisjoint(needs) and key in self.states:
                self._keep(before.all_models[key[0]][key[1]])
                self.needs[key] = needs

    def _keep(self, model: Any) -> None:
        meta = model._meta
        if meta.app_label not in self.app_configs:
            self._open(meta.app_label)
        self.all_models[meta.app_label][meta.model_name] = model
        meta.apps = self
        forget_ties(model)
        for each in meta.local_many_to_many:
            between = each.remote_field.through
            if between is not None and between._meta.auto_created:
                self._keep(between)

    def _open(self, label: str) -> None:
        stub = self.app_configs[label] = AppConfigStub(label)
        stub.apps = self
        stub.import_models()  # its models are this registry's, also those made later

    def get_model(
        self, app_label: str, model_name: str | None = None, require_ready: bool = True
    ) -> Any:
        label, name = (app_label, model_name) if model_name else app_label.split(".")
        key = (label, str(name).lower())
        if key not in self.needs and key in self.states:
            self._make({key})
        return super().get_model(label, name, require_ready)

    def get_models(self, include_auto_created: bool = False, include_swapped: bool = False) -> Any:
        """Whoever asks for all wants to know what points to a model."""
        self.complete()
        return [
            model
            for config in self.app_configs.values()
            for model in config.get_models(include_auto_created, include_swapped)
        ]

    def clear_cache(self) -> None:
        """Called after models were made; which setting names a swappable one never changes."""
        if self.ready:
            for models in self.all_models.values():
                for model in models.values():
                    forget_ties(model)

    def complete(self) -> None:
        """Make what is not made yet."""
        if len(self.needs) < len(self.states):
            self._make(set(self.states))

    def _make(self, wanted: set[Key]) -> None:
        missing: dict[Key, frozenset[Key]] = {}
        for key in sorted(wanted):
            for each in sorted(closure(key, self.states) - self.needs.keys() - missing.keys()):
                missing[each] = frozenset(closure(each, self.states))
        self.needs.update(missing)
        self.render_multiple([self.states[each] for each in missing])


def forget_ties(model: Any) -> None:
    """What pointed to a model when somebody last asked."""
    if "_relation_tree" in model._meta.__dict__:
        model._meta._expire_cache()


def closure(key: Key, states: States) -> set[Key]:
    """A model and all that it points to, directly or through others."""
    found: set[Key] = set()
    waiting = [key]
    while waiting:
        each = waiting.pop()
        if each not in found and each in states:
            found.add(each)
            waiting += targets(states[each])
    return found


def targets(state: ModelState) -> Iterator[Key]:
    """What one model points to: its bases, its foreign keys, the tables between two models."""
    for base in state.bases:
        if isinstance(base, str):
            yield make_model_tuple(base)
    for each in state.fields.values():
        yield from targets_of_field(each, state)


def targets_of_field(each: Any, state: ModelState) -> Iterator[Key]:
    remote: Any = getattr(each, "remote_field", None)
    for target in (getattr(remote, "model", None), getattr(remote, "through", None)):
        if target is not None:
            yield make_model_tuple(resolve_relation(target, state.app_label, state.name_lower))


class LazyState(ProjectState):
    """What the migrations so far have made of the models."""

    def __init__(self, models: States | None = None, real_apps: set[str] | None = None) -> None:
        super().__init__(models, real_apps)
        self._made: ModelsOnDemand | None = None
        self._changed: set[Key] = set()

    @property
    def apps(self) -> ModelsOnDemand:
        if self._made is None or self._changed:
            self._made = ModelsOnDemand(self.real_apps, self.models, self._made, self._changed)
            self._changed = set()
        return self._made

    def clone(self) -> "LazyState":
        """What was made so far stays with the copy, which does not change any more."""
        twin = LazyState({key: each.clone() for key, each in self.models.items()}, self.real_apps)
        twin.is_delayed = self.is_delayed
        twin._made, twin._changed = self._made, set(self._changed)
        if self._made is not None and not self._changed:
            self._made.states.update(twin.models)
        return twin

    def add_model(self, model_state: ModelState) -> None:
        super().add_model(model_state)
        self._changed.add((model_state.app_label, model_state.name_lower))

    def remove_model(self, app_label: str, model_name: str) -> None:
        super().remove_model(app_label, model_name)
        self._changed.add((app_label, model_name))

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:
        self._changed.add((app_label, model_name))

    def reload_models(self, models: Any, delay: bool = True) -> None:
        self._changed.update(models)

    def clear_delayed_apps_cache(self) -> None:
        """Python is to run: it may follow every tie between the models."""
        self.apps.complete()


def lazily(state: ProjectState) -> LazyState:
    """The same models, made on demand."""
    return LazyState(state.models, state.real_apps)
