"""Signatures learnt of from where they were given: the SEI of the State, and signed PDF."""
