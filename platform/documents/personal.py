"""Find personal data in a text, and put a mask in its place. Pure.

What is looked for: CPF, telephone, e-mail, street address, number of identity. What passes by rule:
CNPJ, numbers of process, a CPF masked as the State masks it, and the mail of a public body.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from stdnum.br import cpf

from foundation.identifiers import masked_cpf


class Kind(TextChoices):
    """What was found."""

    CPF = "cpf", "CPF"
    PHONE = "phone", "Telefone"
    EMAIL = "email", "E-mail"
    ADDRESS = "address", "Endereço"
    IDENTITY = "identity", "Documento de identidade"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data: what it is, its words, and where they stand in the text."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The same for the same datum, however it is written."""
        return f"{self.kind.value}:{bare(self.text)}"

    @property
    def mask(self) -> str:
        """What takes its place."""
        known = masked_cpf(digits_of(self.text)) if self.kind == Kind.CPF else ""
        return known or OMITTED[self.kind]


OMITTED = {
    Kind.CPF: "[CPF omitido]",
    Kind.PHONE: "[telefone omitido]",
    Kind.EMAIL: "[e-mail omitido]",
    Kind.ADDRESS: "[endereço omitido]",
    Kind.IDENTITY: "[documento omitido]",
}
DASH = "\\-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d\ufffe\x02"  # as PDF breaks and draws them
GAP = rf"[\s\u200b-\u200d\u2060\ufeff.,·{DASH}/]{{0,4}}"
BEFORE, AFTER = r"(?<![\d*])(?<!\d[./-])", r"(?!\d)(?![./-]\d)"
CPF_SHAPES = (
    re.compile(rf"{BEFORE}\d{{3}}{GAP}\d{{3}}{GAP}\d{{3}}{GAP}\d{{2}}{AFTER}"),
    re.compile(rf"{BEFORE}\d(?:[ \u00a0]\d){{10}}{AFTER}"),
)
LABELLED_CPF = re.compile(
    rf"(?i)\bCPF(?:/MF)?\b[^\d\n]{{0,20}}(\d{{3}}{GAP}\d{{3}}{GAP}\d{{3}}{GAP}\d{{2}}){AFTER}"
)
HALF_MASKED = re.compile(  # shows more than the six digits in the middle
    r"(?<![\w*.])(?=[\d.]*[xX*])(?:\d{3}\.[\dxX*]{3}\.[\dxX*]{3}-[\dxX*]{2}|[xX*]{3}\.\d{3}\.\d{3}-\d{2})(?![\w*])"
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w-])")
PUBLIC_MAIL = re.compile(r"(?i)(?:[@.])(?:gov|leg|jus|mp|def|tc|mil)\.br$")
AREA = r"(?:1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9])"
LINE = rf"(?:9[ .]?)?\d{{4}}[ .{DASH}]?\d{{4}}"
PHONES = (
    re.compile(rf"(?<![\w/.-])(?:\+?55[ .-]?)?\(0?{AREA}\)\s?{LINE}{AFTER}"),
    re.compile(rf"(?<![\w/.-])\+55[ .-]?{AREA}[ .-]?{LINE}{AFTER}"),
    re.compile(rf"(?<![\w/.-])0?{AREA}[ .-](?:9[ .]?\d{{4}}|[2-5]\d{{3}})[ {DASH}]\d{{4}}{AFTER}"),
    re.compile(
        r"(?i)\b(?:tel(?:efone)?s?|fones?|cel(?:ular)?|whats ?app|contato)\b[.:\s]{0,4}"
        rf"(?:n[º°o.]{{1,2}}\s?)?((?:\(?0?{AREA}\)?[ .-]?)?{LINE}){AFTER}"
    ),
)
YEARS = re.compile(r"(?:19|20)\d\d\D(?:19|20)\d\d$")
STREET = (
    r"(?:Rua|R\.|Avenida|Av\.?|Travessa|Trav\.|Alameda|Al\.|Praça|Pça\.?|Rodovia|Rod\.|Estrada"
    r"|Beco|Largo|Viela|Ladeira|RUA|AVENIDA|AV\.?|TRAVESSA|ALAMEDA|PRAÇA|RODOVIA|ESTRADA)"
)
ADDRESS = re.compile(
    rf"(?<!\w){STREET}\s+(?:d[aeo]s?\s+)?[A-ZÀ-Ý0-9][^\n;:@]{{2,60}}?,?\s+(?:n[º°.o]{{0,2}}\.?\s*)?\d{{1,5}}(?![\d/])"
    r"(?:[,\s]+(?:apto?\.?|apartamento|casa|bloco|sala|loja|fundos)\s*[\w-]{1,6}){0,2}"
)
POSTCODE = re.compile(rf"(?i)\bCEP\b[:\s]{{0,3}}(\d{{2}}\.?\d{{3}}[{DASH}]?\d{{3}})(?!\d)")
IDENTITIES = (
    re.compile(
        r"(?i)\b(?:RG|(?:carteira|c[ée]dula|documento)\s+de\s+identidade|identidade|CNH|passaporte"
        r"|t[íi]tulo\s+de\s+eleitor|PIS(?:/PASEP)?|NIS)\b\s*(?:n[º°.o]{1,2}|:|sob\s+o\s+n[º°.o]{1,2})?"
        r"\s*:?\s*((?=[\w.-]*\d{2})[A-Za-z]{0,3}[ -]?\d[\d.]{3,14}(?:-?[\dXx])?)(?![\d/])"
    ),
    re.compile(r"(?<![\w.])M[G]?-\d{1,2}\.\d{3}\.\d{3}(?![\d.])"),
    re.compile(r"(?<![\w./-])\d{1,2}\.?\d{3}\.?\d{3}(?:-?[\dXx])?(?=\s*[,/-]?\s*SSP)"),
)
Judge = Callable[[str], bool]


def bare(text: str) -> str:
    """Only letters and digits, in one case."""
    return "".join(each for each in text.casefold() if each.isalnum() or each == "@")


def is_cpf(text: str) -> bool:
    """Whether the check digits are those of a CPF."""
    return bool(cpf.is_valid(digits_of(text)))


def digits_of(text: str) -> str:
    """The digits alone, as ASCII whatever alphabet they were written in."""
    return "".join(str(int(each)) for each in text if each.isdecimal())


def is_somebodys(text: str) -> bool:
    """Whether a number said to be a CPF may be one: eleven equal digits are a blank form."""
    return len(set(digits_of(text))) > 1


def is_private_mail(text: str) -> bool:
    """Whether an address is of no public body."""
    return PUBLIC_MAIL.search(text) is None


def is_phone(text: str) -> bool:
    """Whether it is no pair of years."""
    return YEARS.search(text) is None


def always(_: str) -> bool:
    """The shape is proof enough."""
    return True


SEARCHES: tuple[tuple[Kind, re.Pattern[str], Judge], ...] = (
    *((Kind.CPF, shape, is_cpf) for shape in CPF_SHAPES),
    (Kind.CPF, LABELLED_CPF, is_somebodys),
    (Kind.CPF, HALF_MASKED, always),
    (Kind.EMAIL, EMAIL, is_private_mail),
    *((Kind.PHONE, shape, is_phone) for shape in PHONES),
    *((Kind.IDENTITY, shape, always) for shape in IDENTITIES),
    (Kind.ADDRESS, ADDRESS, always),
    (Kind.ADDRESS, POSTCODE, always),
)


def find(text: str) -> list[Finding]:
    """Every piece of personal data, in order; none overlaps another, the earlier search wins."""
    found: list[Finding] = []
    for each in candidates(text):
        if all(each.end <= other.start or other.end <= each.start for other in found):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def candidates(text: str) -> Iterator[Finding]:
    """What each search finds, the surest first."""
    for kind, pattern, judge in SEARCHES:
        group = 1 if pattern.groups else 0
        at = 0
        while match := pattern.search(text, at):
            start, end = match.span(group)
            at = max(match.end(), match.start() + 1)
            if judge(match[group]):
                yield Finding(kind, match[group], start, end)
            elif kind == Kind.CPF:
                at = match.start() + 1


def masked(text: str, staying: Collection[str] = ()) -> str:
    """The text with a mask for each finding whose key may not stay."""
    while wanted := [each for each in find(text) if each.key not in staying]:
        for each in reversed(wanted):
            text = text[: each.start] + each.mask + text[each.end :]
    return text
