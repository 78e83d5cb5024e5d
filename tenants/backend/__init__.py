"""The database engine of the product: schema and role always change together."""
