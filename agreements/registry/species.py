"""The kinds of instrument by which the code is handed over, and what each is called. Pure."""

from django.db.models import TextChoices

from agreements.registry.rules import SignedDocument


class Species(TextChoices):
    """What both sides sign; all are numbered in one sequence a year."""

    ACT = "act", "Acordo de Cooperação Técnica"
    ADHESION = "adhesion", "Termo de Adesão"


SHORT = {Species.ACT: "ACT", Species.ADHESION: "Termo de Adesão"}
# in the text of the instrument itself: the Portuguese of both is masculine
ITSELF = {Species.ACT: "acordo", Species.ADHESION: "termo"}
FILE_NAMES = {Species.ACT: "acordo", Species.ADHESION: "termo-de-adesao"}
ADVICE = (
    "O Acordo de Cooperação Técnica (ACT) pode ser negociado cláusula por cláusula. No Termo de"
    " Adesão o texto é o do modelo, igual para todos."
)
MODEL_ONLY = (
    "O Termo de Adesão segue o modelo sem mudar o texto: para outra redação, o instrumento é o"
    " Acordo de Cooperação Técnica."
)
SAME_SPECIES = "Este já é o instrumento: escolha o outro."
NO_SPECIES_REASON = "Explique por que o instrumento muda."


def numbered(species: str, number: int, year: int) -> str:
    """`ACT nº 12/2026`, `Termo de Adesão nº 12/2026`."""
    return f"{SHORT[Species(species)]} nº {number}/{year}"


def in_full(species: str, number: int, year: int) -> str:
    """`Acordo de Cooperação Técnica nº 12/2026`: the title of the text."""
    return f"{Species(species).label} nº {number}/{year}"


def document_name(species: str, document: str) -> str:
    """What one of the two texts is called."""
    if document == SignedDocument.AGREEMENT:
        return str(Species(species).label)
    return str(SignedDocument(document).label)


def is_negotiable(species: str) -> bool:
    """Whether a clause may read otherwise than in the model."""
    return species == Species.ACT


def species_of(word: str) -> str:
    """From what a table of the past says: `ACT`, `termo de adesão`. Raises ValueError."""
    known = {"": Species.ACT, "act": Species.ACT, "adhesion": Species.ADHESION}
    known |= {name.lower(): each for each, name in SHORT.items()}
    known |= {str(each.label).lower(): each for each in Species}
    found = known.get(" ".join(word.lower().split()))
    if found is None:
        raise ValueError(word)
    return found.value
