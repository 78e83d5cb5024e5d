"""Further hosts of an organisation: asked for, proven in the DNS, used, withdrawn."""
