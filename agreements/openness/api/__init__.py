"""The public API: what is open, asked for piece by piece."""
