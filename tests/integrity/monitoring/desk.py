"""Recommendations made without a page, and the numbers that a page shows."""

import re
from html import unescape

from foundation.tenancy import inside
from integrity.formulation.models import Action
from integrity.monitoring.models import Recommendation
from integrity.monitoring.rules import RecommendationState, Source
from tests.integrity.execution.scene import NOON
from tests.people import Visitor
from tests.seed import FIRST


def recommendation(
    action: Action, source: Source = Source.COMMISSION, author: Visitor | None = None, **more: str
) -> Recommendation:
    """Something recommended on an action, not answered."""
    with inside(FIRST.schema):
        return Recommendation.objects.create(
            action=action,
            source=source,
            text=more.pop("text", "Publiquem a minuta."),
            author=author.user if author else None,
            author_name=author.user.name if author else "Mônica Monitora",
            issued_at=NOON,
        )


def answered(found: Recommendation) -> Recommendation:
    with inside(FIRST.schema):
        found.state = RecommendationState.ANSWERED
        found.answer = "Publicada."
        found.answered_at = NOON
        found.save()
    return found


def number(page: str, label: str) -> tuple[int, str]:
    """The figure with a label on a dashboard, and the address it opens."""
    stats = re.findall(r'<li class="sp-stat".*?</li>', page, re.S)
    stat = next(each for each in stats if f">{label}</a>" in each)
    count = re.search(r'sp-stat-number">(?:<i[^>]*></i>)?(\d+)<', stat)
    href = re.search(r'href="([^"]+)"', stat)
    assert count
    assert href
    return int(count[1]), unescape(href[1])


def listed(visitor: Visitor, address: str) -> set[str]:
    """The numbers of the actions that a list shows."""
    page = visitor.get(address)
    assert page.status_code == 200
    return set(re.findall(r'/monitoramento/acoes/[^"]+/">(\d+)\.', page.text))
