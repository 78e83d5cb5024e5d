"""Read the signatures inside a PDF: who signed, whether it is intact, whose chain it hangs from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from agreements.registry.rules import Origin
from agreements.registry.values import Read, Reading
from agreements.signatures.backends.consulted import Consulted, Lists, no_lists, refused

NONE = "O PDF não traz assinatura digital. Se foi assinado no SEI, registre pelo SEI ou à mão."
BROKEN = "A assinatura de {name} não confere: o arquivo foi alterado depois dela."
UNTRUSTED = (
    "O certificado de {name} não vem de uma raiz de confiança desta instalação. A administração da"
    " rede mantém a lista."
)
NOT_WHOLE = "A última assinatura não cobre o arquivo inteiro: há algo acrescentado depois dela."
UNREADABLE = "O PDF não pôde ser lido. Envie o arquivo como saiu do assinador."
OTHER_TEXT = (
    "Este PDF não é o texto aceito com assinaturas acrescentadas. Assine o PDF da minuta aceita,"
    " sem imprimir nem salvar de novo."
)
AFTER_NAME = re.compile(r":\s*[\d.\-/]+$")  # ICP-Brasil writes the CPF after the name


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF that holds an accepted text: its hash, size, and the hash of the text."""

    sha256: str
    size: int
    text_hash: str


@dataclass(frozen=True, slots=True)
class PadesBackend:
    """The signatures in one signed PDF, judged by the roots that are trusted now."""

    content: bytes
    roots: Sequence[bytes]
    papers: Sequence[Paper]
    at: datetime
    lists: Lists = no_lists
    is_binding: bool = False
    origin: str = Origin.PADES.value

    def read(self) -> Reading:
        """Who signed. Raises Invalid unless every signature is intact, trusted and of the text."""
        found = self.embedded()
        if not found:
            raise refused(NONE)
        reads = [self.judged(each, is_last=each is found[-1]) for each in found]
        return Reading(text_hash=self.text_hash(), signatures=reads)

    def embedded(self) -> list[Any]:
        """The signatures in the order in which they were given."""
        from pyhanko.pdf_utils.misc import PdfError
        from pyhanko.pdf_utils.reader import PdfFileReader

        try:
            return list(PdfFileReader(BytesIO(self.content)).embedded_regular_signatures)
        except (PdfError, ValueError, KeyError, TypeError) as error:
            raise refused(UNREADABLE) from error

    def judged(self, embedded: Any, *, is_last: bool) -> Read:
        """One signature that holds. Raises Invalid for any other."""
        from pyhanko.sign.validation import validate_pdf_signature
        from pyhanko.sign.validation.errors import SignatureValidationError

        certificate = embedded.signer_cert
        name = name_of(certificate)
        try:
            status = validate_pdf_signature(embedded, self.trust())
        except (SignatureValidationError, ValueError) as error:
            raise refused(BROKEN.format(name=name)) from error
        if not (status.intact and status.valid):
            raise refused(BROKEN.format(name=name))
        if not status.trusted:
            raise refused(UNTRUSTED.format(name=name))
        if is_last and not covers_all(status):
            raise refused(NOT_WHOLE)
        if not status.bottom_line:
            raise refused(BROKEN.format(name=name))
        consulted = Consulted(self.lists, self.is_binding, self.at)
        return Read(
            name=name,
            post="",
            signed_at=status.signer_reported_dt or self.at,
            evidence={
                "nome": name,
                "emissor": certificate.issuer.human_friendly,
                "serie": str(certificate.serial_number),
                "certificado_sha256": certificate.sha256.hex(),
                "arquivo_sha256": sha256(self.content).hexdigest(),
                "revogacao": consulted.evidence(embedded, status, name),
            },
        )

    def trust(self) -> Any:
        """Only the administered roots; nothing is fetched from outside."""
        from asn1crypto.x509 import Certificate
        from pyhanko_certvalidator import ValidationContext

        return ValidationContext(
            trust_roots=[Certificate.load(each) for each in self.roots],
            allow_fetching=False,
            revocation_mode="soft-fail",
            moment=self.at,
        )

    def text_hash(self) -> str:
        """The accepted text that the file begins with, byte for byte. Raises Invalid."""
        for paper in self.papers:
            if sha256(self.content[: paper.size]).hexdigest() == paper.sha256:
                return paper.text_hash
        raise refused(OTHER_TEXT)


def covers_all(status: Any) -> bool:
    """Whether nothing follows a signature but what proves it for later (lists, time stamps)."""
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    return bool(
        status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and status.modification_level == ModificationLevel.LTA_UPDATES
    )


def name_of(certificate: Any) -> str:
    """The name in a certificate, without the number that may follow it."""
    found = certificate.subject.native.get("common_name") or certificate.subject.human_friendly
    return AFTER_NAME.sub("", str(found)).strip()
