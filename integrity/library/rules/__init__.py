"""What a model of the library says, how it lives, how it is read from a workbook."""
