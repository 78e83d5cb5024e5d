"""Requests and agreements for programmes: of the centre, and of the partner at its own host."""
