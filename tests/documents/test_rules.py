"""Which files are accepted, and under what name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import rules


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("ofício 12.pdf", "ofício 12.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Documentos\\ofício.pdf", "ofício.pdf"),
        ("a\x00b\nc\r.pdf", "ab c.pdf"),
        ("fdp.\u202eexe.pdf", "fdp.exe.pdf"),
        ("..pdf", "pdf"),
        ("", "arquivo"),
        ("///", "arquivo"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_is_kept_without_folder_and_without_what_cannot_be_seen(
    sent: str, kept: str
) -> None:
    assert rules.safe_name(sent) == kept


@given(st.text())
def test_no_name_leads_out_of_its_place(sent: str) -> None:
    kept = rules.safe_name(sent)
    assert kept and len(kept) <= rules.LONGEST_NAME
    assert not set(kept) & set('/\\\x00\n\r"') - {'"'}
    assert not kept.startswith(".")


@given(st.text(), st.sampled_from(["pdf", "xlsx"]))
def test_a_name_keeps_its_extension(stem: str, extension: str) -> None:
    kept = rules.safe_name(f"a{stem}.{extension}")
    assert kept == extension or kept.endswith(f".{extension}")


def test_the_hint_says_types_and_size_in_plain_words() -> None:
    assert rules.LETTER.hint == "PDF de até 10 MB."
    assert rules.EVIDENCE.hint == "PDF, PNG, JPG, Excel ou Word de até 5 MB."
    assert rules.EVIDENCE.accept == ".pdf,.png,.jpg,.jpeg,.xls,.xlsx,.doc,.docx"


@pytest.mark.parametrize(
    ("size", "text"),
    [(1, "1 KB"), (300 * 1024, "300 KB"), (10 * rules.MB, "10 MB"), (3 * rules.MB // 2, "1,5 MB")],
)
def test_a_size_is_written_as_people_read_it(size: int, text: str) -> None:
    assert rules.readable_size(size) == text
