"""The step between password and session: a second factor, where none was shown yet."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from identity.second_factor import showed_elsewhere


class SecondFactorStage(AuthenticateStage):
    """The library's, except for who showed a second factor at gov.br."""

    def _should_handle(self, request: HttpRequest) -> bool:
        if showed_elsewhere(request, self.login.user):
            return False
        return bool(super()._should_handle(request))
