"""The scene of monitoring: nine actions, one for each thing that is told apart."""

from tests.integrity.monitoring.conftest import varied

__all__ = ["varied"]
