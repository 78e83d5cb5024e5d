"""Whether the release before keeps running while a migration spreads: expand, contract later."""
