"""The catalogues of one table. Pure."""

from django.db.models import TextChoices

MOST_AT_ONCE = 4  # entries added in the middle of a form (P36)


class Kind(TextChoices):
    """What the entries of a catalogue are."""

    INSTRUMENT = "instrument", "Instrumentos de diagnóstico"
    STAKEHOLDER = "stakeholder", "Partes interessadas"
    THEMATIC_AXIS = "thematic_axis", "Eixos temáticos"
    ACT_TYPE = "act_type", "Tipos de ato"
    ORGAN_TYPE = "organ_type", "Tipos de órgão"


def lines_of(text: str) -> list[str]:
    """The entries typed one to a line, without doubled spaces and without repetition."""
    found = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in found if line))


def addition_faults(names: list[str], longest: int = 255) -> list[str]:
    """What is wrong with entries to add at once."""
    if not names:
        return ["Escreva ao menos um item, um em cada linha."]
    if len(names) > MOST_AT_ONCE:
        return [f"Acrescente até {MOST_AT_ONCE} itens de uma vez."]
    if any(len(name) > longest for name in names):
        return [f"Cada item tem no máximo {longest} letras."]
    return []
