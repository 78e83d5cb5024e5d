"""Brings every organisation's schema to this release by replaying what the template recorded."""
