"""Publication, delivery and use for programmes."""
