"""CNPJ, CPF and process numbers: checked, put in one form, shown in another. Pure."""

import re

from stdnum.br import cnpj as stdnum_cnpj
from stdnum.br import cpf as stdnum_cpf

CNPJ_SHAPE = re.compile(r"[0-9A-Z]{12}[0-9]{2}")
CPF_SHAPE = re.compile(r"[0-9]{11}")
SEI_MG_SHAPE = re.compile(r"([0-9]{4})\.([0-9]{2})\.([0-9]{7})/([0-9]{4})-([0-9]{2})")
FEDERAL_SHAPE = re.compile(r"([0-9]{5})\.([0-9]{6})/([0-9]{4})-([0-9]{2})")

CNPJ_LENGTH = "O CNPJ tem 14 caracteres. Confira se falta ou sobra algum."
CNPJ_DIGITS = "Este CNPJ não existe: os dígitos verificadores não conferem. Confira o número."
CNPJ_REPEATED = "Este CNPJ não existe: todos os números são iguais."
CPF_LENGTH = "O CPF tem 11 números. Confira se falta ou sobra algum."
CPF_DIGITS = "Este CPF não existe: os dígitos verificadores não conferem. Confira o número."
CPF_REPEATED = "Este CPF não existe: todos os números são iguais."
PROCESS_DIGITS = (
    "Os dígitos verificadores deste número de processo não conferem. Confira a digitação."
)
PROCESS_SHAPE = (
    "Este número não está no formato do SEI de Minas Gerais (0000.00.0000000/0000-00) nem no"
    " federal (00000.000000/0000-00). Confira se está certo; ele será guardado como foi escrito."
)


def _bare(text: str) -> str:
    """Without the punctuation and the spaces that people type."""
    return re.sub(r"[\s./\-\u2010-\u2015]", "", text).upper()


def normal_cnpj(text: str) -> str:
    """The 14 characters of a CNPJ, letters included, without punctuation.

    Raises ValueError with a sentence for the person when it is none.
    """
    bare = _bare(text)
    if not CNPJ_SHAPE.fullmatch(bare):
        raise ValueError(CNPJ_LENGTH if len(bare) != 14 else CNPJ_DIGITS)
    if len(set(bare)) == 1:
        raise ValueError(CNPJ_REPEATED)
    if not stdnum_cnpj.is_valid(bare):
        raise ValueError(CNPJ_DIGITS)
    return bare


def normal_cpf(text: str) -> str:
    """The 11 digits of a CPF. Raises ValueError with a sentence for the person when it is none."""
    bare = _bare(text)
    if not CPF_SHAPE.fullmatch(bare):
        raise ValueError(CPF_LENGTH)
    if len(set(bare)) == 1:
        raise ValueError(CPF_REPEATED)
    if not stdnum_cpf.is_valid(bare):
        raise ValueError(CPF_DIGITS)
    return bare


def formatted_cnpj(text: str) -> str:
    """12.ABC.345/01DE-35; what is no CNPJ comes back as it was."""
    bare = _bare(text)
    if not CNPJ_SHAPE.fullmatch(bare):
        return text
    return f"{bare[:2]}.{bare[2:5]}.{bare[5:8]}/{bare[8:12]}-{bare[12:]}"


def formatted_cpf(text: str) -> str:
    """123.456.789-09, for the person whose it is; what is no CPF comes back as it was."""
    bare = _bare(text)
    if not CPF_SHAPE.fullmatch(bare):
        return text
    return f"{bare[:3]}.{bare[3:6]}.{bare[6:9]}-{bare[9:]}"


def masked_cpf(text: str) -> str:
    """***.456.789-**, for everybody else; what is no CPF is not shown at all."""
    bare = _bare(text)
    return f"***.{bare[3:6]}.{bare[6:9]}-**" if CPF_SHAPE.fullmatch(bare) else ""


def sei_mg_check_digits(body: str, unit: str, sequence: str, year: str) -> str:
    """The two last digits of a process number of SEI in Minas Gerais."""
    return f"{98 - int(f'{body}{unit}{sequence}{year}00') % 97:02d}"


def federal_check_digits(base: str) -> str:
    """The two last digits of a federal process number, from its first 15."""
    first = _federal_digit(base)
    return first + _federal_digit(base + first)


def _federal_digit(digits: str) -> str:
    total = sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), start=2))
    return str((11 - total % 11) % 10)


def is_sei_mg_number(text: str) -> bool:
    """Whether it is a process number of SEI in Minas Gerais with the right check digits."""
    match = SEI_MG_SHAPE.fullmatch(text.strip())
    return match is not None and sei_mg_check_digits(*match.groups()[:4]) == match[5]


def is_federal_number(text: str) -> bool:
    """Whether it is a federal process number (NUP) with the right check digits."""
    match = FEDERAL_SHAPE.fullmatch(text.strip())
    return match is not None and federal_check_digits("".join(match.groups()[:3])) == match[4]


def process_number_warning(text: str) -> str | None:
    """A sentence when a process number deserves a second look; never a reason to refuse it.

    Other systems number otherwise, so what is in no known format is kept as it was written.
    """
    number = text.strip()
    if not number or is_sei_mg_number(number) or is_federal_number(number):
        return None
    known = any(shape.fullmatch(number) for shape in (SEI_MG_SHAPE, FEDERAL_SHAPE))
    return PROCESS_DIGITS if known else PROCESS_SHAPE


PHONE_SHAPE = "Informe o telefone com DDD. Exemplo: (31) 3915-0000."
EXTENSION = re.compile(r"(?i)[,;]?\s*(?:ramal|r\.)\s*(\d{1,6})\s*$")


def normal_phone(text: str) -> str:
    """`(31) 3915-0000`, however it was typed; 0800 and foreign numbers in their own ways.

    Raises ValueError with a sentence.
    """
    extension = EXTENSION.search(text)
    number = text[: extension.start()] if extension else text
    if not re.fullmatch(r"\+?[\d\s().\-/]+", number):
        raise ValueError(PHONE_SHAPE)
    digits = re.sub(r"\D", "", number)
    suffix = f", ramal {extension[1]}" if extension else ""
    if number.strip().startswith("+") and not digits.startswith("55"):
        if not 8 <= len(digits) <= 15:
            raise ValueError(PHONE_SHAPE)
        return f"+{digits}{suffix}"
    if found := re.fullmatch(r"0([38]00)(\d{3})(\d{4})", digits):
        return f"0{found[1]} {found[2]} {found[3]}{suffix}"
    if found := re.fullmatch(r"(?:55|0)?([1-9][1-9])(9\d{4}|[2-5]\d{3}|0{4})(\d{4})", digits):
        return f"({found[1]}) {found[2]}-{found[3]}{suffix}"
    raise ValueError(PHONE_SHAPE)
