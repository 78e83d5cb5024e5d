"""Pages of the library at the centre."""
