"""The work plan and the drafts for programmes."""
