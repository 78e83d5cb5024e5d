"""Both sides agree on the texts: versions sent and returned, comments, proposals, acceptances."""
