"""inroad: from a job posting to the right people, an address for each, and honest drafts."""

__version__ = "0.1.0"
