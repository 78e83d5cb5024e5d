"""A database of its own also for what crosses from an agreement to the place that it brings."""

from tests.tenants.conftest import own

__all__ = ["own"]
