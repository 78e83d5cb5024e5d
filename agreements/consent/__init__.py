"""The partner reads the drafts of its agreement in the room, and accepts a version."""
