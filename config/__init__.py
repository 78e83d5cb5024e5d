"""How the parts become one programme."""
