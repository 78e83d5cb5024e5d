"""Plans as JSON, for programmes of the organisation."""
