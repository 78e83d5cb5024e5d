"""The sessions of an account, wherever it is open."""

from allauth.usersessions.models import UserSession

from identity.models import User


def sessions_of(user: User) -> list[UserSession]:
    """The sessions of an account that are still open, latest first."""
    found = UserSession.objects.purge_and_list(user)
    return sorted(found, key=lambda each: each.created_at, reverse=True)


def end_sessions(user: User) -> int:
    """Sign the person out everywhere; how many sessions there were."""
    found = list(UserSession.objects.filter(user=user))
    for each in found:
        each.end()
    return len(found)
