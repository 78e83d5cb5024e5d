"""One table of routes for each kind of host."""
