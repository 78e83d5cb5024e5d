"""What people fill in to draft and publish a plan, and to write down who is who."""
