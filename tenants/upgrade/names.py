"""Which migrations this release holds, and the one hash that stands for a set of them."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

Name = tuple[str, str]


@cache
def on_disk() -> frozenset[Name]:
    """App and name of every migration of this release, without loading any of them."""
    found: set[Name] = set()
    for config in apps.get_app_configs():
        module, _ = MigrationLoader.migrations_module(config.label)
        if module is None or find_spec(module) is None:
            continue
        found |= {
            (config.label, each.name)
            for each in iter_modules(getattr(import_module(module), "__path__", ()))
            if not each.ispkg and each.name[0] not in "_~"
        }
    return frozenset(found)


def hash_of(names: Iterable[Name]) -> str:
    """The hash that the database makes of the same names (`tenants.upgrade.sql.HASH`)."""
    text = ",".join(f"{app}.{name}" for app, name in sorted(names))
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
