"""What takes longer than a page waits."""

from celery import shared_task
from django.utils import timezone

from foundation.tasks import SchemaTask
from people import services


@shared_task(base=SchemaTask, public_ok=True)
def make_own_copy(*, schema: str, user_id: int, place: str) -> None:
    """Gather what is held about one person; asked for twice, the newer one stays."""
    services.make_own_copy(user_id=user_id, place=place, at=timezone.now())
