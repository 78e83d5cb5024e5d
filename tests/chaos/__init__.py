"""What a `kill -9` at any moment leaves behind: nothing, once the programme has gone on."""
