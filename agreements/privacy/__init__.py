"""People of partners who have no account: a copy of their data, and their erasure."""
