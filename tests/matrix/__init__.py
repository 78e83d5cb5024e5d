"""Every route of every kind of host, walked by everybody, compared with one table."""
