"""The words for the model, one file a prompt.

Each has a VERSION, which is stored with every message that came of it: change the words, and change the version.
"""
