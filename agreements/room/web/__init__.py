"""The pages of rooms: at the door, inside, and at the centre."""
