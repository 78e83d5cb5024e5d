"""Files that people send, documents that the product makes: checked, hashed, kept, handed out."""
