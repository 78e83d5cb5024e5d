"""The recipes of deploy/, and the programme on services that somebody else operates."""
