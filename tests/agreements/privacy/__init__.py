"""People of partners who have no account."""
