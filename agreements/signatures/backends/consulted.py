"""Whether a signature stands after the lists of revoked certificates were looked through."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from agreements.signatures.backends import revocation
from agreements.signatures.backends.archived import chain_of, embedded_lists
from foundation.refusals import Invalid

Lists = Callable[[Iterable[str]], list[bytes]]
REVOKED = "O certificado de {name} foi revogado em {day}, e a assinatura não vale."
NOT_PROVEN = (
    " O PDF não traz carimbo do tempo confiável: não há prova de que a assinatura seja anterior."
)
BINDING = "A revogação do certificado de {name} não pôde ser consultada: {why}. {rule}"
RULE = (
    "A regra desta instalação exige a consulta: peça à administração da rede a lista atual em"
    " “Raízes de certificado”."
)
GOOD = "válido em {day} ({source})"
LATER = "; revogado em {day}, depois do carimbo do tempo"
UNKNOWN = "revogação não consultada: {why}"
UNREADABLE = "um certificado ou uma lista tem parte que não pôde ser lida"
INSIDE, OURS = "lista que veio no PDF", "lista da autoridade certificadora"


def no_lists(_: Iterable[str]) -> list[bytes]:
    """Where none are kept."""
    return []


@dataclass(frozen=True, slots=True)
class Consulted:
    """The lists that are kept, whether their silence refuses, and when it is."""

    lists: Lists
    is_binding: bool
    at: datetime

    def evidence(self, signature: Any, status: Any, name: str) -> dict[str, str]:
        """What is kept with the signature. Raises Invalid when it does not stand."""
        moment = self.moment_of(signature, status)
        found = self.standing(signature, status, moment)
        if found.revoked_at:
            told = REVOKED.format(name=name, day=day_of(found.revoked_at))
            raise refused(told + ("" if moment.is_proven else NOT_PROVEN))
        if found.unknown and self.is_binding:
            raise refused(BINDING.format(name=name, why=found.unknown, rule=RULE))
        return {
            "situacao": "nao_consultada" if found.unknown else "valido",
            "texto": words_of(found, moment),
            "consultada_em": self.at.isoformat(),
            "carimbo_do_tempo": moment.at.isoformat() if moment.is_proven else "",
        }

    def moment_of(self, signature: Any, status: Any) -> revocation.Moment:
        """The trusted time stamp, unless its own certificate was revoked; else now."""
        stamp = status.timestamp_validity
        now = revocation.Moment(self.at, is_proven=False)
        if stamp is None or not (stamp.intact and stamp.valid and stamp.trusted):
            return now
        if self.standing(signature, stamp, now).revoked_at:
            return now
        return revocation.Moment(stamp.timestamp, is_proven=True)

    def standing(
        self, signature: Any, status: Any, moment: revocation.Moment
    ) -> revocation.Standing:
        """What the lists in the PDF and those that are kept say of a chain."""
        try:
            return self.looked_up(signature, status, moment)
        except ValueError:  # a certificate or a list with a part that cannot be read
            return revocation.Standing(unknown=UNREADABLE)

    def looked_up(
        self, signature: Any, status: Any, moment: revocation.Moment
    ) -> revocation.Standing:
        """The same. Raises ValueError."""
        chain = chain_of(status)
        subjects = [each.subject.rfc4514_string()[:300] for each in chain]
        lists = [
            *revocation.load(self.lists(subjects), is_embedded=False),
            *revocation.load(embedded_lists(signature), is_embedded=True),
        ]
        return revocation.standing_of(chain, lists, moment, self.at)


def words_of(found: revocation.Standing, moment: revocation.Moment) -> str:
    """What the page says."""
    if found.unknown:
        return UNKNOWN.format(why=found.unknown)
    told = GOOD.format(day=day_of(moment.at), source=INSIDE if found.is_embedded else OURS)
    if found.revoked_later_at:
        told += LATER.format(day=day_of(found.revoked_later_at))
    return told


def day_of(at: datetime) -> str:
    """A day and its time, as people read it here."""
    return timezone.localtime(at).strftime("%d/%m/%Y %H:%M")


def refused(sentence: str) -> Invalid:
    """Beside the file."""
    return Invalid({"file": [sentence]})
