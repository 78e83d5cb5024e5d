"""A person's own notices."""

from django.db.models import QuerySet

from identity.models import User
from notifications.models import Notice


def notices_of(user: User) -> QuerySet[Notice]:
    """Newest first."""
    return Notice.objects.filter(user=user)
