"""Journeys in a real browser on the running programme."""
