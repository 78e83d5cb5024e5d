"""Telling people: notices inside the product and e-mail through the queue."""
