"""Files kept, documents made."""
