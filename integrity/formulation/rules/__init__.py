"""Pure rules: the flows, the gates of publication, what an import would do."""
