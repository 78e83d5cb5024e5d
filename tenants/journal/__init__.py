"""The journals of all schemas: their daily roots, their proof, and the pages that show them."""
