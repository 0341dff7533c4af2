"""Words that claim no skill behind "experience with"."""

from __future__ import annotations

GENERAL = frozenset({
    "a", "all", "an", "any", "anything", "application", "applications", "area", "areas", "big", "bit", "both",
    "building", "challenge", "challenges", "clients", "companies", "company", "company's", "complex", "course",
    "customers", "day", "different", "doing", "domain", "domains", "early", "email", "end", "english",
    "environment", "environments", "everything", "exactly", "fact", "facts", "fast", "field", "first", "future",
    "good", "ground", "growing", "her", "here", "high", "hiring", "his", "how", "industry", "interest", "interests",
    "interviewing", "interviews", "it", "its", "job", "jobs", "just", "kind", "kinds", "large", "leading",
    "learning", "line", "lines", "little", "lot", "mail", "making", "many", "matter", "mind", "modern", "more",
    "most", "mostly", "much", "my", "name", "names", "new", "nothing", "only", "opening", "other", "others", "our",
    "past", "people", "position", "positions", "posting", "practice", "precisely", "problem", "problems", "process",
    "processes", "product", "production", "products", "project", "projects", "question", "questions", "reading",
    "real", "requirements", "role", "roles", "running", "same", "scale", "sector", "setting", "settings", "several",
    "side", "sides", "similar", "skill", "skills", "small", "solid", "some", "something", "space", "stage", "start",
    "startup", "startups", "strong", "subject", "such", "team", "teams", "technologies", "technology", "that",
    "the", "their", "them", "there", "these", "thing", "things", "this", "those", "time", "tool", "tools", "topic",
    "topics", "touch", "type", "types", "users", "using", "various", "way", "ways", "what", "word", "words", "work",
    "working", "writing", "your",
})  # fmt: skip
