"""The yearly reports for programmes, each side within its own place."""
