"""The pages of drafts in the room."""
