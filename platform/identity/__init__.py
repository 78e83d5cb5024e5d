"""Who is who: accounts, sign-in and invitations, in the schema of whom the person serves."""
