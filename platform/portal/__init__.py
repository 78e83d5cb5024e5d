"""The public window: what anybody may read, without signing in."""
