"""Pages of people: the list, one person, an invitation, one's own data."""
