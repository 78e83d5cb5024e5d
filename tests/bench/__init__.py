"""Measurements: each a ratio against the obvious alternative, taken in the same run."""
