"""What a posting says in parts, by rules: one file a kind of thing, each from text to what is found in it."""
