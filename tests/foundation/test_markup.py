"""Formatted text: few marks, every tag escaped, nothing lost."""

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.markup import html_of, plain

ALLOWED = {"p", "br", "strong", "em", "ul", "ol", "li"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Um **texto** _bom_.", "<p>Um <strong>texto</strong> <em>bom</em>.</p>"),
        ("**a _b_ c**", "<p><strong>a <em>b</em> c</strong></p>"),
        ("- um\n- dois\n\n1. três\n2) quatro",
         "<ul><li>um</li><li>dois</li></ul><ol><li>três</li><li>quatro</li></ol>"),
        (">> Direita\n>< Centro\n<> Justo",
         '<p class="sp-right">Direita</p><p class="sp-centre">Centro</p>'
         '<p class="sp-justified">Justo</p>'),
        ("uma\nlinha", "<p>uma<br>linha</p>"),
        ("2 ** 3 = 8; nome_do_arquivo_x", "<p>2 ** 3 = 8; nome_do_arquivo_x</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_the_marks_become_elements(text: str, html: str) -> None:
    assert html_of(text) == html


def test_a_document_gets_the_text_without_marks() -> None:
    assert plain("**Um** _só_\n- item\n1. passo\n2. outro") == "Um só\n• item\n1. passo\n2. outro"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "**<img src=x onerror=alert(1)>**",
        '_<a href="javascript:alert(1)">x</a>_',
        "- <svg/onload=alert(1)>",
        ">> <style>*{display:none}</style>",
    ],
)
def test_no_tag_that_somebody_typed_becomes_a_tag(hostile: str) -> None:
    assert set(Reader(html_of(hostile)).tags) <= ALLOWED


class Reader(HTMLParser):
    """Which elements a page has, whether they close in their order, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert all(name == "class" and str(value).startswith("sp-") for name, value in attrs)
        self.tags.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


marks = st.sampled_from(["**", "_", "- ", "1. ", ">> ", "<", ">", "&", "\n", " ", "a", "ç", '"'])


@given(st.lists(marks | st.characters(), max_size=40).map("".join))
def test_whatever_is_typed_gives_only_what_is_allowed_and_closes(text: str) -> None:
    found = Reader(html_of(text))
    assert set(found.tags) <= ALLOWED
    assert found.open == []
    typed = [each for each in text if each.isalpha()]
    assert [each for each in unescape(found.text) if each.isalpha()] == typed
    assert [each for each in plain(text) if each.isalpha()] == typed
