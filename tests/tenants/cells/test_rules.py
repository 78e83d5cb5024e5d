"""How other cells are named in the settings."""

import pytest

from config.environment import Refused, cells_of
from tenants.cells.rules import Cell, cells


def test_cells_are_read_from_one_line() -> None:
    found = cells("norte=https://norte.example.org/, sul=via+http://10.0.0.5:8000", "principal")
    assert found == {
        "norte": Cell("norte", "https://norte.example.org"),
        "sul": Cell("sul", "http://10.0.0.5:8000", is_behind=True),
    }
    assert found["norte"].address_of("vila") == "https://vila.norte.example.org"
    assert cells("", "principal") == {}


@pytest.mark.parametrize(
    "text",
    [
        "norte",
        "norte=",
        "Norte=https://a.b",
        "principal=https://a.b",
        "norte=https://a.b,norte=https://c.d",
        "norte=ftp://a.b",
        "norte=https://a.b/c",
        "norte=https://a.b:x",
        "norte=https://a.b?x=1",
    ],
)
def test_anything_else_stops_the_process(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Refused):
        cells_of(text, "principal")
    assert "CELLS" in capsys.readouterr().err
