"""A person at a browser: fills forms, reads mail, and looks at every page with axe."""

import re
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.services import Services

RULES: dict[str, Any] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    },
    "resultTypes": ["violations"],
}
AXE = Axe()
LOOK = "rules => axe.run(rules).then(found => found.violations)"  # the rest is long to carry over
# what a page is made of, without its words: elements, where they stand, which attributes they have
KINDS = """() => [...new Set([...document.querySelectorAll('body *')].map(each =>
    [each.parentNode.tagName, each.parentNode.className, each.tagName, each.className,
     each.getAttribute('role'), ...each.getAttributeNames()].join()
))]"""
NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
PASSWORD = "uma senha de jornada"
WAIT_SECONDS = 30


@dataclass
class Traveller:
    """One person in a window of her own."""

    name: str
    page: Page
    services: Services
    pictures: Path | None
    known: dict[str, set[str]]
    looked: int = 0
    seen: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def hear(self, kind: str, text: str) -> None:
        """Keep errors of the browser's console, but for answers that are meant to refuse."""
        if kind == "error" and "Failed to load resource" not in text:
            self.faults.append(text)

    def go(self, address: str) -> None:
        """Open a page by its full address, and look at it."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"
        self.look()

    def look(self) -> None:
        """No accessibility fault (WCAG 2.2 AA), no error of the browser.

        Axe is asked at every address once, and again wherever there is a kind of element, or a
        place of one, that no page has shown so far at this width: it takes longer than the page.
        """
        if self.is_new():
            self.page.evaluate(AXE.axe_script)
            found = self.page.evaluate(LOOK, RULES)
            assert found == [], f"{self.page.url}: {describe(found)}"
            self.take_picture()
        assert self.faults == [], f"{self.page.url}: {self.faults}"
        self.looked += 1
        self.seen.append(self.page.url)

    def is_new(self) -> bool:
        """Whether axe has not seen such an address, or all this anywhere, at this width."""
        size = self.page.viewport_size or {}
        address = NUMBERS.sub("-", self.page.url.partition("?")[0].partition("//")[2])
        known = self.known.setdefault(str(size.get("width")), set())
        kinds = {address, *self.page.evaluate(KINDS)}
        is_new = not kinds <= known
        known |= kinds
        return is_new

    def take_picture(self) -> None:
        """Of the whole page, where somebody asked for pictures."""
        if self.pictures is not None:
            name = re.sub(r"[^a-z0-9]+", "-", self.page.title().split(" · ")[0].lower())
            number = len(list(self.pictures.glob("*.png"))) + 1
            path = self.pictures / f"{number:03d}-{name[:50]}.png"
            self.page.screenshot(path=path, full_page=True)

    def fill(self, **fields: str) -> None:
        """Type into, choose or tick fields by their names."""
        for name, value in fields.items():
            self.put(name, value)

    def put(self, name: str, value: str) -> None:
        """Give one field its value, whatever kind of field it is."""
        element = self.page.locator(f'[name="{name}"]')
        kind = element.first.evaluate("e => e.tagName + ':' + (e.type || '')")
        if kind.startswith("SELECT"):
            values = element.locator("option").evaluate_all("all => all.map(o => o.value)")
            element.first.select_option(
                **({"value": value} if value in values else {"label": value})
            )
        elif kind in ("INPUT:radio", "INPUT:checkbox"):
            self.tick(name, value)
        elif kind == "INPUT:file":
            element.first.set_input_files(value)
        else:
            element.first.fill(value)

    def tick(self, name: str, value: str = "") -> None:
        """Tick a box or choose an option, by its label as people do."""
        selector = f'[name="{name}"]' + (f'[value="{value}"]' if value else "")
        box = self.page.locator(selector).first
        self.page.locator(f'label[for="{box.get_attribute("id")}"]').first.click()
        assert box.is_checked()

    def press(self, label: str) -> None:
        """Press the button or follow the link of that name, then look at where it leads."""
        target = self.page.get_by_role("button", name=label, exact=True)
        if not target.count():
            target = self.page.get_by_role("link", name=label, exact=True)
        if not target.count():
            target = self.page.get_by_role("link", name=label)
        target.first.click()
        self.page.wait_for_load_state()
        self.look()

    def follow(self, text: str) -> None:
        """Follow the first link that contains a text, and look at where it leads."""
        self.page.get_by_role("link", name=text).first.click()
        self.page.wait_for_load_state()
        self.look()

    def reads(self, text: str) -> None:
        """The page says so."""
        content = re.sub(r"\s+", " ", self.page.inner_text("body"))
        assert text.lower() in content.lower(), f"{self.page.url} does not say “{text}”: {content}"

    def waits_for(self, text: str) -> None:
        """The page says so by itself, a little later."""
        self.page.get_by_text(text).first.wait_for()

    def close_and_come_back(self) -> None:
        """The window is closed without a word, and opened again at the same address."""
        where, context = self.page.url, self.page.context
        self.page.close()
        self.page = context.new_page()
        self.page.on("console", lambda message: self.hear(message.type, message.text))
        self.go(where)

    def sign_in(self, host: str, email: str, password: str = PASSWORD) -> None:
        """Through the sign-in page of a host."""
        self.go(f"{host}/conta/entrar/")
        self.fill(login=email, password=password)
        self.press("Entrar")
        assert "/conta/entrar" not in self.page.url, self.page.inner_text("body")

    def accept_invitation(self, email: str) -> str:
        """Open the newest one-time link sent to an address and choose a password."""
        link = self.link_in_mail(email, "/convite/")
        self.go(link)
        self.fill(password=PASSWORD, again=PASSWORD, registration_number="1234-5")
        self.press("Criar senha")
        return link.split("/convite/")[0]

    def link_in_mail(self, to: str, path: str) -> str:
        """The first address with `path` in the newest message to somebody; waits for the worker."""
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            for text in reversed(self.mail(to)):
                found = re.search(rf"http://[^\s\"<>]*{re.escape(path)}[^\s\"<>]*", text)
                if found:
                    return found.group()
            time.sleep(0.2)
        raise AssertionError(f"no message to {to} with {path}: {self.services.log[-2000:]}")

    def mail(self, to: str) -> list[str]:
        """The messages sent to an address so far, oldest first."""
        found = []
        for path in sorted(self.services.mail.glob("*.log"), key=lambda each: each.stat().st_mtime):
            for part in path.read_bytes().split(b"-" * 79):
                message = message_from_bytes(part.strip(), policy=policy.default)
                if to.lower() in str(message["To"]).lower():
                    body: Any = message.get_body()
                    found.append(body.get_content() if body else "")
        return found


def describe(violations: list[dict[str, Any]]) -> str:
    """Which rule, on which elements."""
    return "; ".join(
        f"{each['id']}: {[node['html'][:160] for node in each['nodes'][:3]]}" for each in violations
    )


@dataclass
class Travellers:
    """Everybody of a journey, each in a window of her own."""

    browser: Browser
    services: Services
    pictures: Path | None
    known: dict[str, set[str]] = field(default_factory=dict)
    contexts: list[BrowserContext] = field(default_factory=list)
    people: list[Traveller] = field(default_factory=list)

    def person(self, name: str, width: int = 1280) -> Traveller:
        """A new window."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            locale="pt-BR",
            timezone_id="America/Sao_Paulo",
        )
        page = context.new_page()
        page.set_default_timeout(30_000)
        self.contexts.append(context)
        found = Traveller(name, page, self.services, self.pictures, self.known)
        page.on("console", lambda message: found.hear(message.type, message.text))
        self.people.append(found)
        return found

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()
