"""How the style sheets lay out what the templates say, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from config.local.places import SOURCE

STATIC = SOURCE / "platform" / "ui" / "static"
RADIO = (
    '<div class="sp-field {0}"><div class="br-radio">'
    '<input id="r{0}" type="radio" name="n{0}" required><label for="r{0}">Sim</label></div></div>'
)
BORDER = (
    "id => getComputedStyle(document.querySelector(`label[for=${id}]`), '::before').borderColor"
)


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    """A page of 360 px with the product's style sheets and nothing else."""
    page = browser.new_page(viewport={"width": 360, "height": 700})
    page.set_content('<body><main><div class="sp-container sp-body"></div></main></body>')
    own = ("ui/sispmpi.css", "ui/tables.css")
    for sheet in (STATIC / each for each in ("vendor/govbr/govbr.css", *own)):
        page.add_style_tag(content=sheet.read_text(encoding="utf-8"))
    yield page
    page.close()


def put(page: Page, html: str) -> None:
    page.eval_on_selector(".sp-body", "(body, html) => { body.innerHTML = html }", html)


def test_a_required_choice_that_nobody_touched_is_not_red(narrow: Page) -> None:
    put(narrow, RADIO.format("") + RADIO.format("sp-invalid"))
    untouched = narrow.evaluate(BORDER, "r")
    refused = narrow.evaluate(BORDER, "rsp-invalid")
    red, green, blue = (int(each) for each in untouched[4:-1].split(",")[:3])
    assert max(red, green, blue) - min(red, green, blue) < 60, untouched
    assert refused != untouched


@pytest.mark.parametrize(
    "html",
    [
        '<div class="sp-alert"><div class="sp-alert-body"><p>Para {}</p></div></div>',
        '<p><a href="#">{}</a></p>',
        '<span class="sp-file"><i></i><span><a href="#">{}.pdf</a></span></span>',
    ],
)
def test_a_long_address_does_not_widen_the_page(narrow: Page, html: str) -> None:
    put(narrow, html.format("administracao." * 6 + "@demonstracao.test"))
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 360
