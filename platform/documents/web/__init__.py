"""The address where a stored file is handed out."""
