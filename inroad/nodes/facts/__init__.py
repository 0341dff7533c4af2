"""The logic of `collect_facts`: what posting, person and sender say, what they share, and what is safe to say."""
