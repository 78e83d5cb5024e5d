"""Kinds of notice, the ways they reach a person, and their words: filled in, never carried out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db.models import TextChoices

from access.rules import CENTRE_PROFILES, ORGANISATION_PROFILES, Profile

LONGEST_NOTICE = 300
LONGEST_SUBJECT = 150
LONGEST_BODY = 4000
GATHERED_AT = time(7)
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]{0,29})\}")
LETTER = "Olá, {nome}.\n\n{aviso}\n\nAbra no sistema: {link}"
IN_EVERY_KIND = {
    "nome": "Maria",
    "link": "https://exemplo.mg.gov.br/planos/",
}
SECURITY = "É um aviso de segurança da sua conta."


class Channel(TextChoices):
    """How a notice reaches its person; the list in the system always has it too."""

    IN_APP = "in_app", "Só aqui no sistema"
    NOW = "now", "E-mail na hora"
    DAILY = "daily", "E-mail uma vez por dia"
    WEEKLY = "weekly", "E-mail uma vez por semana"


GATHERED = (Channel.DAILY, Channel.WEEKLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of notice. `locked` says why nobody may turn it off; `values` gives an example of
    each placeholder of its own. A kind without `sentence` goes by e-mail alone.
    """

    key: str
    title: str
    audience: str
    subject: str
    sentence: str = ""
    body: str = LETTER
    values: Mapping[str, str] = field(default_factory=dict)
    profiles: frozenset[Profile] = frozenset()
    channel: Channel = Channel.NOW
    locked: str = ""
    is_of_centre: bool = False  # of a kind that goes to people without a profile

    @property
    def examples(self) -> dict[str, str]:
        """Every placeholder with an example, as the preview shows it."""
        found = {**IN_EVERY_KIND, **self.values}
        return found | {"aviso": fill(self.sentence, found)} if self.sentence else found

    def is_told_at(self, *, centre: bool) -> bool:
        """Whether people of the centre, or of an organisation, receive it."""
        if not self.profiles:
            return centre or not self.is_of_centre
        return bool(self.profiles & (CENTRE_PROFILES if centre else ORGANISATION_PROFILES))


def chosen(kind: Kind, choices: Mapping[str, object]) -> Channel:
    """How a person wants a kind: what may not be turned off comes at once, whatever is stored."""
    wanted = choices.get(kind.key)
    if kind.locked or wanted not in Channel.values:
        return kind.channel
    return Channel(str(wanted))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each `{name}` replaced, once: what a value brings along stays as it is."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def faults_of(kind: Kind, subject: str, body: str) -> dict[str, list[str]]:
    """What is wrong with words for a kind, by field."""
    found = {
        "subject": [*braces(kind, subject), *too_many_lines(subject)],
        "body": [*braces(kind, body), *lost(kind, body)],
    }
    return {name: sentences for name, sentences in found.items() if sentences}


def braces(kind: Kind, text: str) -> list[str]:
    """Placeholders that the kind does not have, and braces that hold none."""
    known = kind.examples
    sentences = [
        f"“{{{name}}}” não existe neste aviso. Use: {', '.join(f'{{{each}}}' for each in known)}."
        for name in dict.fromkeys(PLACEHOLDER.findall(text))
        if name not in known
    ]
    if {"{", "}"} & set(PLACEHOLDER.sub("", text)):
        sentences.append("Há uma chave “{” ou “}” solta: as lacunas se escrevem como {nome}.")
    return sentences


def too_many_lines(subject: str) -> list[str]:
    """A subject is a header of the message: a second line would be another header."""
    return ["O assunto é uma linha só."] if len(subject.splitlines()) > 1 else []


def lost(kind: Kind, body: str) -> list[str]:
    """What a message cannot do without: its link, and what it tells."""
    return [
        f"Falta “{{{name}}}”: sem isso a mensagem não serve a quem a recebe."
        for name in ("link", "aviso", "resumo")
        if f"{{{name}}}" in kind.body and f"{{{name}}}" not in body
    ]


def boundary(rhythm: str, now: datetime) -> datetime:
    """The last seven o'clock (of a Monday, for the weekly one) in the time zone of `now`.

    What was told before it is due: a run that comes late, or twice, finds what is still waiting.
    """
    day = now.date()
    if rhythm == Channel.WEEKLY:
        day -= timedelta(days=day.weekday())
    found = datetime.combine(day, GATHERED_AT, tzinfo=now.tzinfo)
    step = timedelta(days=7 if rhythm == Channel.WEEKLY else 1)
    return found if found <= now else found - step


def is_hard(status: str) -> bool:
    """Whether a status of RFC 3463 says that the address itself is no good.

    A full mailbox (5.2.2) or a refused text (5.7) loses one message, not the address.
    """
    return status.startswith("5.1.") or status in ("5.0.0", "5.2.1", "5.4.4")
