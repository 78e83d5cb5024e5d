"""Ask SEI who signed a document and where it was published; SEI is only ever read.

The text that a document holds is known by its form field `SHA256`, into which whoever puts the text
into SEI copies its identification; SEI itself tells no hash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from agreements.registry.rules import Origin
from agreements.registry.values import Read, Reading

WSDL = Path(__file__).with_name("sei.wsdl")
HASH_FIELD = "SHA256"
LONGEST = 200
HASH = re.compile(r"[0-9a-f]{64}")


class SeiAway(Exception):
    """SEI did not answer, or not in a way that can be understood: nothing is known."""


class SeiRefuses(SeiAway):
    """SEI answered that it will not: a wrong number, a key it does not know."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Where SEI says that a document came out; empty where it does not say."""

    motive: str
    vehicle: str
    published_date: date | None
    edition: str
    page: str


@dataclass(frozen=True, slots=True)
class SeiBackend:
    """The signatures on one document of SEI."""

    number: str
    origin: str = Origin.SEI.value

    def read(self) -> Reading:
        """Who signed until now. Raises SeiAway or SeiRefuses."""
        found = ask(
            "consultarDocumento",
            ProtocoloDocumento=self.number,
            SinRetornarAndamentoGeracao="N",
            SinRetornarAssinaturas="S",
            SinRetornarPublicacao="N",
            SinRetornarCampos="S",
        )
        number = told(found, "DocumentoFormatado")
        if number != self.number:
            raise SeiAway(f"asked for {self.number}, told of {number or 'nothing'}")
        return Reading(
            text_hash=hash_in(items(found, "Campos")),
            document_number=self.number,
            signatures=[
                signature(each, self.number, told(found, "LinkAcesso"))
                for each in items(found, "Assinaturas")
            ],
        )


def is_configured() -> bool:
    """Whether this installation may ask SEI."""
    return bool(settings.SEI_URL)


def publication_of(number: str) -> Printed | None:
    """Where a document was published, once it was. Raises SeiAway or SeiRefuses."""
    found = ask(
        "consultarPublicacao",
        IdPublicacao="",
        IdDocumento="",
        ProtocoloDocumento=number,
        SinRetornarAndamento="N",
        SinRetornarAssinaturas="N",
    )
    told_of = getattr(found, "Publicacao", None)
    if told_of is None or told(told_of, "Estado") != "P":
        return None
    press = getattr(told_of, "ImprensaNacional", None)
    return Printed(
        motive=told(told_of, "StaMotivo"),
        vehicle=told(told_of, "NomeVeiculo"),
        published_date=day_in(told(told_of, "DataPublicacao")),
        edition=told(told_of, "Numero"),
        page=told(press, "Pagina") if press is not None else "",
    )


def ask(question: str, **wanted: str) -> Any:
    """One question and its answer. Raises SeiAway or SeiRefuses."""
    from zeep import Client, Settings
    from zeep.exceptions import Error, Fault
    from zeep.transports import Transport

    seconds = settings.SEI_TIMEOUT
    rules = Settings(strict=False, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    who = {
        "SiglaSistema": settings.SEI_SYSTEM,
        "IdentificacaoServico": settings.SEI_KEY,
        "IdUnidade": settings.SEI_UNIT,
    }
    transport = Transport(timeout=seconds, operation_timeout=seconds)
    try:
        client = Client(str(WSDL), transport=transport, settings=rules)
        service = client.create_service("{Sei}SeiBinding", settings.SEI_URL)
        answer = getattr(service, question)(**who, **wanted)
    except Fault as error:
        raise SeiRefuses(str(error.message)[:LONGEST]) from None
    except (Error, OSError, ValueError, TypeError, AttributeError) as error:
        raise SeiAway(f"{type(error).__name__}: {error}"[:LONGEST]) from None
    finally:
        transport.session.close()
    if answer is None:
        raise SeiAway("an empty answer")
    return answer


def signature(found: Any, number: str, link: str) -> Read:
    """One signature as SEI tells of it. Raises SeiAway when it makes no sense."""
    name, moment = told(found, "Nome"), told(found, "DataHora")
    try:
        at = datetime.strptime(moment[:19], "%d/%m/%Y %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        raise SeiAway(f"a signature at {moment[:LONGEST]!r}") from None
    if not name:
        raise SeiAway("a signature of nobody")
    post = told(found, "CargoFuncao")
    evidence = {"sistema": "SEI", "documento": number, "nome": name, "cargo": post}
    return Read(
        name=name,
        post=post,
        signed_at=timezone.make_aware(at),
        evidence={**evidence, "assinado_em": moment, "endereco": link},
    )


def items(found: Any, name: str) -> list[Any]:
    """The elements of a list, which SEI leaves out when it is empty."""
    return list(getattr(getattr(found, name, None), "item", None) or [])


def told(found: Any, name: str) -> str:
    """One value, stripped; empty when it is not told."""
    return str(getattr(found, name, None) or "").strip()[:2000]


def hash_in(fields: list[Any]) -> str:
    """The identification of the text among the fields of a form; empty when there is none."""
    for each in fields:
        if told(each, "Nome").upper().replace("-", "") == HASH_FIELD:
            found = HASH.search(told(each, "Valor").casefold())
            return found[0] if found else ""
    return ""


def day_in(text: str) -> date | None:
    """`23/11/2026`, whatever follows."""
    try:
        return datetime.strptime(text[:10], "%d/%m/%Y").date()  # noqa: DTZ007
    except ValueError:
        return None
