"""Pages of the portal read from a standby of the database while it is fit for that."""

REPLICA = "replica"
