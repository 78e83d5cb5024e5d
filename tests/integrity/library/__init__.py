"""The library of models."""
