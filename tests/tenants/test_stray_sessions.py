"""A session's cookie that strays to the portal changes nothing there: nobody signs in on it."""

import pytest
from django.conf import settings

from tests.people import Visitor


@pytest.mark.parametrize("path", ["/", "/solicitar/", "/extratos/"])
def test_the_portal_opens_whatever_session_a_browser_brings(portal: Visitor, path: str) -> None:
    portal.cookies[settings.SESSION_COOKIE_NAME] = "sessao-de-outro-endereco"
    assert portal.get(path).status_code == 200
