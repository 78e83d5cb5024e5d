"""The links beside the form of sign-in, for its template."""

from django import template

from ui.entrance import Link, links

register = template.Library()


@register.simple_tag
def open_to_all() -> list[Link]:
    """What may be read here without signing in."""
    return links()
