"""Profiles of CGE-MG: for the centre alone."""

from foundation.grants import Grant

TABLES = ("organ", "unit", "person", "derivedprofile", "dutysetting", "assignment", "apikey")
GRANTS = {f"access_{name}": Grant() for name in TABLES}
