"""The glossary is whole: every table and every word of a state is there."""

from django.db.models import Model

from tests.docs.pages import MARK
from tests.docs.sources import DOCS, own_choices, own_models

GLOSSARY = DOCS / "reference" / "glossary.md"


def halves() -> tuple[str, str]:
    """What we wrote, and what is made from the code."""
    own, _, made = GLOSSARY.read_text(encoding="utf-8").partition(MARK)
    return own, made


def code_of(model: type[Model]) -> str:
    return f"`{model._meta.label}`"


def test_every_model_has_a_term() -> None:
    own, _ = halves()
    assert [code_of(model) for model in own_models() if code_of(model) not in own] == []


def test_every_term_has_a_code_name_a_definition_and_a_source() -> None:
    own, _ = halves()
    rows = [line for line in own.splitlines() if line.startswith("| ")]
    short = [row for row in rows if len(row.strip("| ").split(" | ")) != 4]
    assert short == []
    terms = [row.split(" | ")[0] for row in rows if not row.startswith(("| term", "| ---"))]
    assert len(terms) == len(set(terms))


def test_every_value_that_a_person_reads_is_listed() -> None:
    _, made = halves()
    missing = [
        f"{each.__qualname__}.{choice.name}"
        for each in own_choices()
        for choice in each
        if f"| `{choice.value}` | {choice.label} |" not in made
    ]
    assert missing == []
