"""Improvements at any point of their road, by the product's own services."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from access.rules import Profile
from agreements.improvements import services
from agreements.improvements.models import AnnualReport, Improvement
from foundation.tenancy import inside
from tests.factories.agreements import actor, deliver_events
from tests.factories.publication import DTIC, IMPROVEMENT, open_report
from tests.seed import FIRST, Place

PATCH = (
    b"diff --git a/plano.py b/plano.py\n--- a/plano.py\n+++ b/plano.py\n@@ -1 +1 @@\n"
    b"-antes\n+depois\n"
)
HEAD = actor(Profile.HEAD)


def patch(name: str = "aviso.patch", content: bytes = PATCH) -> SimpleUploadedFile:
    """A patch as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="text/plain")


def told(place: Place = FIRST, report: AnnualReport | None = None, **more: Any) -> Improvement:
    """An improvement in a report that nobody sent; `patch` among what is given is its file."""
    report = report or open_report(place)
    file = more.pop("patch", None)
    with inside(place.schema):
        return services.add_improvement(
            actor=HEAD,
            uid=report.uid,
            values=IMPROVEMENT | more,
            patch=file,
            at=timezone.now(),
        )


def submitted(place: Place = FIRST, **more: Any) -> Improvement:
    """The same, sent to DTIC; its file has come to the centre."""
    found = told(place, **more)
    with inside(place.schema):
        services.submit_improvement(actor=HEAD, uid=found.uid, at=timezone.now())
        deliver_events()
    return fresh(found)


def accepted(place: Place = FIRST, **more: Any) -> Improvement:
    """The same, accepted by DTIC."""
    found = submitted(place, **more)
    services.accept_improvement(actor=DTIC, uid=found.uid, at=timezone.now())
    return fresh(found)


def fresh(improvement: Improvement) -> Improvement:
    """As it stands now."""
    return Improvement.objects.select_related("patch", "release").get(pk=improvement.pk)
