"""The editions of the open data."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from agreements.openness.models import Edition
from agreements.openness.packaging import Issue
from notifications.links import on_portal


def newest_edition() -> Edition | None:
    """The edition that counts."""
    return Edition.objects.first()


def newest_edition_for_update() -> Edition | None:
    """The same, locked: two builders at once make one edition."""
    return Edition.objects.select_for_update().first()


def editions() -> QuerySet[Edition]:
    """All of them, newest first."""
    return Edition.objects.all()


def issue_of(edition: Edition) -> Issue:
    """What the descriptions need to know of it."""
    base = on_portal(reverse("openness:data", urlconf=settings.ROOT_URLCONF))
    return Issue(edition.version, edition.built_at, edition.parts, base)
