"""A message as it leaves: plain text, the same as simple HTML, and the headers of its kind."""

import re
from email.utils import parseaddr
from html import escape

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from foundation.stamps import stamp
from foundation.tenancy import current_schema
from notifications.kinds import SUMMARIES, known
from notifications.links import absolute, on_portal
from notifications.models import Email

UNSUBSCRIBE = "notifications.unsubscribe"
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
PAGE = (
    '<!DOCTYPE html>\n<html lang="pt-BR"><head><meta charset="utf-8"><title>{title}</title></head>'
)
FOOT = "\n\nNão quer mais receber este aviso por e-mail? {link}"


def message_id(email: Email) -> str:
    """The name of a message: a report that it came back names it, and so its place and row."""
    return f"<{current_schema()}.{email.uid.hex}@{settings.BASE_DOMAIN}>"


def message_of(email: Email) -> EmailMultiAlternatives:
    """What is handed to the mail server; reports of failure go to `BOUNCE_ADDRESS`, if there is."""
    headers = {"Message-ID": message_id(email), "Auto-Submitted": "auto-generated"}
    body = email.body
    if link := unsubscribe_link(email):
        headers |= {
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        body += FOOT.format(link=link)
    if settings.BOUNCE_ADDRESS:
        headers["From"] = settings.DEFAULT_FROM_EMAIL
    sender = parseaddr(settings.BOUNCE_ADDRESS)[1] or settings.DEFAULT_FROM_EMAIL
    message = EmailMultiAlternatives(email.subject, body, sender, [email.to], headers=headers)
    message.attach_alternative(as_html(email.subject, body), "text/html")
    return message


def unsubscribe_link(email: Email) -> str:
    """The link that ends e-mail of a kind; none for what may not be turned off."""
    kind = known(email.kind)
    if email.user is None or kind is None or kind.locked:
        return ""
    if not (kind.sentence or kind in SUMMARIES.values()):
        return ""
    token = stamp({"user": str(email.user.uid), "kind": kind.key}, salt=UNSUBSCRIBE)
    path = reverse("notifications:unsubscribe", args=[token], urlconf="config.urls.centre")
    return absolute(path)


def as_html(title: str, body: str) -> str:
    """Paragraphs and lines of the text, escaped; only our own addresses become links."""
    paragraphs = (
        "<br>\n".join(map(linked, paragraph.splitlines()))
        for paragraph in re.split(r"\n{2,}", body.strip())
    )
    inner = "\n".join(f"<p>{each}</p>" for each in paragraphs)
    return f"{PAGE.format(title=escape(title))}\n<body>\n{inner}\n</body></html>\n"


def linked(line: str) -> str:
    """One line, escaped, with its own addresses as links."""
    ours = (absolute("/"), on_portal("/"))
    pieces, at = [], 0
    for found in ADDRESS.finditer(line):
        if not found[0].startswith(ours):
            continue
        address = escape(found[0])
        pieces += [escape(line[at : found.start()]), f'<a href="{address}">{address}</a>']
        at = found.end()
    return "".join([*pieces, escape(line[at:])])
