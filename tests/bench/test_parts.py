"""A measurement that fails or takes too long keeps what it got; goals come from figures."""

import time
from pathlib import Path

import pytest

from tests.bench.figures import at_least, at_most, middle
from tests.bench.parts import Part, measure
from tests.database import Database

PLACE = Database("none", "postgres://nobody@localhost:9/none", "", "")


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module of the test's own, which a part may run."""
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return tmp_path / "measured.py"


def found(seconds: float, left: float = 60) -> dict[str, object]:
    return measure(Part("measured", "measured", seconds), PLACE, time.monotonic() + left)


def test_a_part_that_ends_well_has_no_fault(module: Path) -> None:
    module.write_text("print('{\"births\": 3}')")
    answer = found(30)
    assert answer["births"] == 3
    assert "fault" not in answer


def test_a_part_that_breaks_keeps_its_last_whole_line(module: Path) -> None:
    module.write_text("print('{\"births\": 1}'); print('{\"births\": 2}'); print('{\"bir'); 1 / 0")
    answer = found(30)
    assert (answer["births"], answer["fault"]) == (2, "ended with code 1")


def test_a_part_that_takes_too_long_ends_with_all_its_processes(module: Path) -> None:
    mark = module.parent / "mark"
    child = f"import time, pathlib; time.sleep(4); pathlib.Path({str(mark)!r}).touch()"
    module.write_text(
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-c', {child!r}])\n"
        "print('{\"births\": 1}', flush=True)\n"
        "time.sleep(60)\n"
    )
    answer = found(2)
    assert (answer["births"], answer["fault"]) == (1, "cut short after 2 s")
    time.sleep(3)
    assert not mark.exists()


def test_without_time_a_part_is_not_begun(module: Path) -> None:
    module.write_text("print('{\"births\": 1}')")
    assert found(30, left=0.5) == {"fault": "not begun: no time was left"}


def test_a_goal_is_reached_or_not_by_its_figure() -> None:
    assert [at_most(each, 1.5)["reached"] for each in (1.4, 1.5, 1.6)] == [True, True, False]
    assert [at_least(each, 12)["reached"] for each in (11.9, 12, 100)] == [False, True, True]
    assert at_most(0.2, 1, "s")["goal"] == "<= 1 s"
    assert middle([3, 1, 2]) == 2
    assert middle([1, 4]) == 4
