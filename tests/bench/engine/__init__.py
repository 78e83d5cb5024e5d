"""Django's own engine for PostgreSQL, told its schema by the server address."""
