"""Facts that did not reach who waits for them: noted for the centre, and sent again by it."""
