"""Who is who: accounts, sign-in and invitations, of CGE-MG in public and of servants in their own schema."""
