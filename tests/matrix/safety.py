"""What every answer must carry, whoever asked: headers, a strict policy, and nothing inline."""

import re
from collections.abc import Iterator

from tests.matrix.walking import Answer

POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
COOKIES = frozenset({"sessao", "csrf", "recente", "recado", "contraste"})
INLINE = re.compile(
    r"<script(?![^>]*(?:\ssrc=|application/json))[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|\ssrcdoc=",
    re.IGNORECASE,
)
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.IGNORECASE | re.DOTALL)
FREE = "/contraste/"  # changes a colour and asks for no token
TAGS = re.compile(r"<[^>]*>")


def faults_of_answer(answer: Answer) -> Iterator[str]:
    """What an answer lacks, or has too much of."""
    for name, wanted in HEADERS.items():
        if answer.headers.get(name) != wanted:
            yield f"{name}: {answer.headers.get(name)}"
    for name, domain in answer.cookies.items():
        if name not in COOKIES or domain:
            yield f"cookie {name} for {domain!r}"
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        yield from faults_of_page(answer)


def faults_of_page(answer: Answer) -> Iterator[str]:
    """The same of what a browser shows."""
    policy = answer.headers.get("Content-Security-Policy", "")
    yield from (f"no {each} in {policy!r}" for each in POLICY if each not in policy)
    if "unsafe" in policy or "*" in policy or "http" in policy:
        yield f"loose policy: {policy!r}"
    for tag in TAGS.findall(answer.text):
        if INLINE.search(tag):
            yield f"inline: {tag[:80]}"
    for form in FORM.findall(answer.text):
        if "csrfmiddlewaretoken" not in form and FREE not in form:
            yield f"a form without its token: {form[:80]}"
