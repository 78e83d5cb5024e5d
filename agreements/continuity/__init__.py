"""What happens to an agreement in force: amendments, apostilles, and its end."""
