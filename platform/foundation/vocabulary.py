"""What an organisation calls things: the product's own words, unless it chose others."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import cast

from django.utils.functional import lazystr

OWN: Mapping[str, str] = MappingProxyType({"registration": "Matrícula", "process": "Processo"})
LONGEST = 30

Source = Callable[[], Mapping[str, str]]
_sources: list[Source] = []


def words_from(source: Source) -> None:
    """Say where the words of an organisation are kept; called in the `ready()` of that app."""
    _sources[:] = [source]


def word(name: str) -> str:
    """The word for a thing in the place where the thread works. Raises KeyError for no thing."""
    own = OWN[name]
    return next((source().get(name) for source in _sources), None) or own


class Word:
    """A word for labels of forms, asked each time that it is shown."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return word(self.name)


def lazy_word(name: str) -> str:
    """The same for what is written once and shown in many places, such as labels."""
    return cast(str, lazystr(Word(name)))
