"""The room of an agreement: where the partner works before it has a place of its own."""
