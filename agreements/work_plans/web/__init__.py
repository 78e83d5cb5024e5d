"""Pages of the work plan and of the drafts, at the centre."""
