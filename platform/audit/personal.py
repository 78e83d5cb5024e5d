"""Personal values of the journal: sealed under a key of each person, readable while it exists.

The chain is reckoned over what is stored, so it proves itself whether or not a key is left. What
a person is called stays out of the clear: an entry holds `selado-1:<number of the key>:<sealed>`.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from os import urandom
from typing import Any, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.db import models
from django.utils import timezone

from audit.triggers import KEY_TRIGGERS
from foundation.history import history_of
from foundation.sealing import Unreadable, seal, unseal

PURPOSE = "journal-person"
SEAL = "selado-1:"
SEALED = re.compile(SEAL + r"(\d+):([A-Za-z0-9+/=]+)", re.ASCII)
NONCE = 12
GONE = "dado eliminado"
UNREADABLE = "dado selado com outra chave"


class PersonKey(models.Model):
    """The key of one person in this journal; emptied when the person's data are erased.

    The request for that stands here until somebody else confirms it.
    """

    person_uid = models.UUIDField(unique=True)
    sealed_key = models.TextField()
    created_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    asked_by_uid = models.UUIDField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "audit"
        verbose_name = "chave de dados pessoais"
        triggers = KEY_TRIGGERS

    def open(self) -> bytes:
        """The key itself, empty once destroyed. Raises Unreadable."""
        return b64decode(unseal(self.sealed_key, purpose=PURPOSE)) if self.sealed_key else b""

    def seal(self, text: str) -> str:
        """A text that only this key opens."""
        nonce = urandom(NONCE)
        sealed = AESGCM(self.open()).encrypt(nonce, text.encode(), self.person_uid.bytes)
        return f"{SEAL}{self.pk}:{b64encode(nonce + sealed).decode()}"


def pseudonym(uid: UUID) -> str:
    """What is left of a name."""
    return f"Pessoa eliminada {uid.hex[:4].upper()}"


def keys_of(people: Iterable[UUID]) -> dict[UUID, PersonKey]:
    """The keys of people, made where there are none."""
    wanted = sorted(set(people))
    found = {each.person_uid: each for each in PersonKey.objects.filter(person_uid__in=wanted)}
    missing = [uid for uid in wanted if uid not in found]
    if missing:
        PersonKey.objects.bulk_create(
            [
                PersonKey(person_uid=uid, sealed_key=fresh(), created_at=timezone.now())
                for uid in missing
            ],
            ignore_conflicts=True,
        )
        made = PersonKey.objects.filter(person_uid__in=missing)
        found |= {each.person_uid: each for each in made}
    return found


def fresh() -> str:
    """A new key, sealed under that of the installation."""
    key = b64encode(AESGCM.generate_key(bit_length=256)).decode()
    return seal(key, purpose=PURPOSE)


def names_a_person(subject_type: str) -> bool:
    """Whether an object of this kind is a person: its name is among its personal fields."""
    try:
        declared = history_of(apps.get_model(subject_type))
    except (LookupError, ValueError):
        return False
    return declared is not None and "name" in declared.personal


class Sealer:
    """Seals the values of one entry."""

    def __init__(self, people: Iterable[UUID | None]) -> None:
        self.keys = keys_of(uid for uid in people if uid is not None)

    def __call__(self, text: str, of: UUID | None, gone: str = GONE) -> str:
        """The text sealed under a person's key; `gone` where that was destroyed."""
        if not text or of is None:
            return text
        key = self.keys[of]
        return key.seal(text) if key.sealed_key else gone


class OpenText(Protocol):
    """Opens a sealed text; a name that is gone leaves a pseudonym."""

    def __call__(self, text: str, is_name: bool = False, /) -> str: ...


def opener(texts: Iterable[str]) -> OpenText:
    """Opens sealed texts, whose keys are fetched at once; anything else comes back as it is."""
    numbers = {int(each[1]) for text in texts for each in SEALED.finditer(text)}
    keys = PersonKey.objects.in_bulk(numbers) if numbers else {}

    def open_text(text: str, is_name: bool = False, /) -> str:
        match = SEALED.fullmatch(text)
        key = keys.get(int(match[1])) if match else None
        if match is None or key is None:
            return text
        if not key.sealed_key:
            return pseudonym(key.person_uid) if is_name else GONE
        content = b64decode(match[2])
        try:
            return (
                AESGCM(key.open())
                .decrypt(content[:NONCE], content[NONCE:], key.person_uid.bytes)
                .decode()
            )
        except (InvalidTag, Unreadable):
            return UNREADABLE

    return open_text


def each_text(value: Any, act: Callable[[str], str]) -> Any:
    """A JSON value with every text in it replaced."""
    if isinstance(value, str):
        return act(value)
    if isinstance(value, list):
        return [each_text(each, act) for each in value]
    if isinstance(value, Mapping):
        return {key: each_text(each, act) for key, each in value.items()}
    return value
