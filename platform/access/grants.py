"""Profiles of CGE-MG: for the centre alone."""

from foundation.grants import Grant

GRANTS = {
    name: Grant() for name in ("access_organ", "access_unit", "access_person", "access_assignment")
}
