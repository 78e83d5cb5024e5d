"""The own account for programmes."""
