"""A JSON Resume, or a small TOML file, as a whole CV: every statement with its place in the file."""

from inroad.tools.resume.reading import read_master_cv

__all__ = ["read_master_cv"]
