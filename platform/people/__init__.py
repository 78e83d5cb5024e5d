"""Who works here: accounts, and the profiles that each person holds."""
