"""A person's own copy: one ZIP, every section as CSV for people and as JSON for programmes."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, TextIOWrapper
from itertools import chain
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone

from foundation.csv_text import ENCODING, write_csv
from identity.models import User
from people.held import SECTIONS, Line, Of, Section

README = """Cópia dos dados pessoais de {name}, guardados por {place} no SisPMPI em Rede.
Feita em {at:%d/%m/%Y às %H:%M}, a pedido da própria pessoa (LGPD, art. 18, II e V).

Cada assunto está em dois arquivos com os mesmos dados:
  .csv   abre em programas de planilha (UTF-8, separado por ponto e vírgula)
  .json  para outros programas

{sections}

Senhas e segredos da segunda proteção não são legíveis por ninguém e não estão aqui. O que o diário
conta de outras pessoas também não está.
"""


def copy_of(user: User, *, place: str, at: datetime) -> bytes:
    """The whole ZIP of who has an account."""
    return zip_of(SECTIONS, user, readme(user, place, at))


def zip_of(sections: Sequence[Section[Of]], whose: Of, said: str) -> bytes:
    """Each section twice, and what is said of the whole."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for section in sections:
            with archive.open(f"{section.name}.csv", "w") as raw:
                text = TextIOWrapper(raw, ENCODING, newline="", write_through=True)
                write_csv(text, chain([section.columns], section.lines(whose)))
                text.detach()
            with archive.open(f"{section.name}.json", "w") as raw:
                for piece in as_json(section, section.lines(whose)):
                    raw.write(piece.encode())
        archive.writestr("LEIA-ME.txt", said)
    return made.getvalue()


def as_json(section: Section[Of], lines: Iterable[Line]) -> Iterable[str]:
    """A list of objects, one a line, written as they come."""
    before = "[\n"
    for line in lines:
        found = dict(zip(section.columns, line, strict=True))
        yield f"{before}{json.dumps(found, ensure_ascii=False)}"
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def readme(user: User, place: str, at: datetime) -> str:
    """What lies where."""
    now = timezone.localtime(at)
    return README.format(name=user.name, place=place, at=now, sections=listed(SECTIONS))


def listed(sections: Sequence[Section[Of]]) -> str:
    """Which files there are."""
    return "\n".join(f"  {each.name:14} {each.title}" for each in sections)
