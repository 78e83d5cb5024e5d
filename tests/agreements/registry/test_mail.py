"""What is understood of an e-mail, and what is asked: nothing in it breaks the reading."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.registry.mail import (
    FORWARDED,
    MORE_PARTS,
    MOST_ATTACHMENTS,
    NO_ATTACHMENT,
    NO_DATE,
    NO_ID,
    NO_SENDER,
    OTHER_SUBJECT,
    SUBJECT,
    ReadMail,
    Unreadable,
    read_mail,
)
from tests.agreements.registry.letters import ODD, forwarded, nested, saved
from tests.documents.samples import PDF

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_right_message_is_understood_whole() -> None:
    found = read_mail(saved(), at=NOW)
    assert (found.sender, found.sender_name) == ("prefeito@municipio.test", "João Prefeito")
    assert found.message_id == "pedido-7@municipio.test"
    assert found.subject == SUBJECT
    assert found.received_at == datetime(2026, 11, 9, 13, tzinfo=UTC)
    assert found.body == "Queremos o SisPMPI."
    assert [(each.name, each.content) for each in found.attachments] == [("Ofício nº 7.pdf", PDF)]
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("more", "doubt"),
    [
        ({"From": "ninguém"}, NO_SENDER),
        ({"Message_ID": ""}, NO_ID),
        ({"Date": "Mon, 09 Nov 2099 10:00:00 -0300"}, NO_DATE),
        ({"subject": "Convite para a festa"}, OTHER_SUBJECT),
    ],
)
def test_what_is_not_understood_is_a_doubt_of_its_own(more: dict[str, str], doubt: str) -> None:
    assert read_mail(saved(**more), at=NOW).doubts == (doubt,)


@pytest.mark.parametrize("before", ["Re: ", "ENC: ", "Fwd: RE: "])
def test_the_subject_is_known_however_it_is_answered_or_written(before: str) -> None:
    plain = SUBJECT.upper().replace("ÇÃO", "CAO")
    assert read_mail(saved(subject=before + plain), at=NOW).doubts == ()


def test_without_a_file_the_letter_is_asked_for() -> None:
    raw = b"From: a@municipio.test\nSubject: x\n\ntexto"
    assert NO_ATTACHMENT in read_mail(raw, at=NOW).doubts


def test_the_last_server_says_when_it_arrived() -> None:
    received = "from x by mail.cge.mg.gov.br; Mon, 09 Nov 2026 11:30:00 -0300"
    found = read_mail(saved(Received=received), at=NOW)
    assert found.received_at == datetime(2026, 11, 9, 14, 30, tzinfo=UTC)


def test_a_message_in_a_message_is_read_and_doubted() -> None:
    found = read_mail(forwarded(), at=NOW)
    assert found.sender == "gabinete@cge.mg.gov.br"
    assert [each.name for each in found.attachments] == ["oficio.pdf"]
    assert FORWARDED in found.doubts


@pytest.mark.parametrize("name", sorted(ODD))
def test_odd_messages_are_read_as_far_as_possible(name: str) -> None:
    found = read_mail(ODD[name], at=NOW)
    assert found.doubts
    assert "\x00" not in found.subject + found.body


@pytest.mark.parametrize("depth", [20, 300, 3000])
def test_parts_in_parts_without_end_do_no_harm(depth: int) -> None:
    found = read_or_not(nested(depth))
    assert found is None or found.body == ""


def test_of_too_many_files_the_first_are_kept() -> None:
    many = [(f"{number}.pdf", PDF) for number in range(MOST_ATTACHMENTS + 5)]
    found = read_mail(saved(*many), at=NOW)
    assert len(found.attachments) == MOST_ATTACHMENTS
    assert MORE_PARTS in found.doubts


@pytest.mark.parametrize("raw", [b"", b"   ", b"\xd0\xcf\x11\xe0" * 50, b"%PDF-1.7 nada"])
def test_what_is_no_message_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_mail(raw, at=NOW)


def read_or_not(raw: bytes) -> ReadMail | None:
    try:
        return read_mail(raw, at=NOW)
    except Unreadable:
        return None


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    found = read_or_not(raw)
    assert found is None or found.doubts


@given(st.integers(60, 900), st.binary(max_size=40))
def test_a_message_with_anything_in_its_middle_is_read(place: int, garbage: bytes) -> None:
    raw = saved()
    found = read_mail(raw[:place] + garbage + raw[place:], at=NOW)
    for text in (found.subject, found.body, found.sender_name, found.message_id):
        text.encode("utf-8")
        assert "\x00" not in text
    assert len(found.subject) <= 255
