"""The handbook says what the code does: links lead somewhere, lists are whole."""
