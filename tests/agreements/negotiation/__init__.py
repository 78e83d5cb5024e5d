"""Tests of the negotiation of the texts."""
