"""The method in force."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.cache import cache

from foundation.tenancy import PUBLIC, TEMPLATE, current_schema
from integrity.formulation.models import MethodVersion
from integrity.formulation.rules import methods
from integrity.formulation.rules.methods import UNSAID, Method

KEPT_SECONDS = 300
WORDS = "formulation:words"


@dataclass(frozen=True, slots=True)
class Standing:
    """The method in force and its version; version 0 until the organisation has chosen."""

    method: Method
    version: int
    row: MethodVersion | None = None


def standing() -> Standing:
    """What holds now."""
    found = MethodVersion.objects.order_by("-version").first()
    if found is None:
        return Standing(UNSAID, 0)
    return Standing(Method.from_json(found.body), found.version, found)


def words() -> Mapping[str, str]:
    """What this organisation calls things; kept for a while, since every page asks."""
    if current_schema() in (PUBLIC, TEMPLATE):
        return {}
    found = cache.get_or_set(WORDS, _words, KEPT_SECONDS)
    return found or {}


def _words() -> dict[str, str]:
    method = standing().method
    return {name: getattr(method, name) for name in methods.WORDS}


def forget_words() -> None:
    """They have just changed."""
    cache.delete(WORDS)
