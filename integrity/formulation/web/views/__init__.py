"""Pages: read the request, one call, an answer."""
