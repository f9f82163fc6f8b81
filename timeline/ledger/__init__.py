"""The ledger of figures: who says how many troops stand where, as of when, and what replaces or contradicts it."""
