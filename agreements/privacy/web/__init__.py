"""Where people without an account ask, and where CGE-MG answers."""
