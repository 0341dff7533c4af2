"""Groups of commands, a file each; `cli.py` puts them together."""
