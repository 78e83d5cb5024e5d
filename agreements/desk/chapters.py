"""The terms that run on an agreement, at the end of its page."""

from django.utils import timezone

from access.rules import Actor
from agreements.desk import term_queries
from agreements.registry.chapters import Chapter, chapter
from agreements.registry.models import Agreement


@chapter(order=95)
def terms(actor: Actor, agreement: Agreement) -> Chapter:
    """No step of its own: what ends when, and what was met."""
    found = term_queries.terms_of(agreement, timezone.localdate())
    return Chapter(
        title="",
        state="pending",
        template="desk/chapters/terms.html" if found else "",
        context={"lines": found},
    )
