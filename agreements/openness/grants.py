"""Everybody on the portal reads which files an edition of the open data has."""

from foundation.grants import Grant

GRANTS = {"openness_edition": Grant(portal="SELECT")}
