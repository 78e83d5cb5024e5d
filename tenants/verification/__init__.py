"""What the public may verify of issued documents: one public row each, nothing personal in it."""
