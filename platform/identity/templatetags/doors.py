"""The ways in besides password and passkey, where they are set up."""

from django import template
from django.conf import settings

from identity.models import Provider

register = template.Library()


@register.simple_tag
def is_govbr_open() -> bool:
    """Whether this installation is known to gov.br."""
    return bool(settings.GOVBR_ISSUER)


@register.simple_tag
def own_provider() -> Provider | None:
    """The organisation's own provider, while it is in use."""
    return Provider.objects.filter(is_active=True).first()
