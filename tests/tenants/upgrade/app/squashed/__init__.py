"""A release that brings the first two migrations together and keeps neither of them."""
