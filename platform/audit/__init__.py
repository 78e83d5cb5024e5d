"""The journal: who did what, when, from where, why; append-only."""
