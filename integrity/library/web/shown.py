"""What pages of the library show besides the rows themselves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from foundation.differences import Piece, differences, lines_of
from integrity.library.models import Exemplar
from integrity.library.queries import known_keys, titles_of
from integrity.library.rules.fields import told
from integrity.library.rules.flow import ExemplarState
from integrity.library.web.forms import Named

TONES = {
    ExemplarState.DRAFT.value: "warning",
    ExemplarState.PUBLISHED.value: "success",
    ExemplarState.SUPERSEDED.value: "neutral",
    ExemplarState.RETIRED.value: "danger",
}


@dataclass(frozen=True, slots=True)
class ChangedField:
    """One field of a model that the newest version says otherwise."""

    label: str
    lines: Sequence[Sequence[Piece]]


def changed_fields(versions: Sequence[Exemplar], titles: Mapping[str, str]) -> list[ChangedField]:
    """What the newest version changed in the one before; nothing of a first version."""
    if len(versions) < 2:
        return []
    new, old = (told(each.kind, each.body, titles) for each in versions[:2])
    return [
        ChangedField(label, list(lines_of(differences(old[label], text))))
        for label, text in new.items()
        if old[label] != text
    ]


def with_adoptions(
    rows: Iterable[Exemplar], adoptions: Mapping[str, int]
) -> list[tuple[Exemplar, str, int]]:
    """Each model, the tone of its state, and how many organisations adopted it."""
    return [(each, TONES[each.state], adoptions.get(str(each.model_uid), 0)) for each in rows]


def named_models() -> Named:
    """The models that another may name, of each kind, as choices of a form."""
    titles = titles_of(Exemplar.objects.all())
    return {
        kind: sorted(((key, titles[key]) for key in keys), key=lambda each: each[1])
        for kind, keys in known_keys().items()
    }
