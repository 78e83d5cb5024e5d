"""What a partner asks for its agreement, for programmes."""
