"""Pages of sign-in and of the one-time invitation."""
