"""How allauth behaves here: nobody signs up, and every link leads to the host of the request."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Accounts(DefaultAccountAdapter):
    """Accounts are born from invitations only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
