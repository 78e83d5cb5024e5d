"""The desk of CGE-MG: how the agreements stand as a whole."""
