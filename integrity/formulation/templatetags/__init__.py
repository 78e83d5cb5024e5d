"""What templates of all phases say of a plan."""
