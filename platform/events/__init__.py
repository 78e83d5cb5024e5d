"""What happened: said once, journalled at once, delivered at least once."""
