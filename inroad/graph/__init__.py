"""The graphs: which step follows which, and how one is run and resumed."""
