"""The proof: a package that mirrors the source, with architecture/ and journeys/ beside it."""
