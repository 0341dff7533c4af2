"""Words that are written large, or stand beside names, without being any."""

from __future__ import annotations

# Written large within a sentence, and yet no claim.
HARMLESS = frozenset({
    "i", "im", "ive", "id", "ill", "linkedin", "cv", "cvs", "pdf", "pdfs", "ok", "okay", "ps", "pps", "fyi", "asap",
    "qa", "faq", "faqs", "tldr", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "internet", "rsvp", "url", "ui",
})  # fmt: skip
# Where a call may take place, behind one of `BY`.
MEETING_PLACES = frozenset({
    "zoom", "teams", "skype", "meet", "google", "microsoft", "facetime", "whatsapp",
})  # fmt: skip
BY = frozenset({
    "on", "over", "via", "by", "through", "quick", "short", "brief", "or", "google", "microsoft", "per", "über",
    "sur", "por", "su", "a", "zoom",
})  # fmt: skip
# The end of a letter.
CLOSING = frozenset({
    "best", "kind", "warm", "kindest", "warmest", "regards", "thanks", "many", "sincerely", "yours", "cheers",
    "wishes", "truly", "respectfully", "faithfully", "appreciation", "gratitude", "much",
})  # fmt: skip
# In front of a subject.
REPLY_SIGNS = frozenset({"re", "fw", "fwd", "aw", "wg", "tr", "sv", "antw", "rv", "res"})
# Behind the name of a role or a team.
ROLE_WORDS = frozenset({
    "role", "roles", "team", "teams", "position", "opening", "job", "posting", "candidate", "application",
    "question", "questions",
})  # fmt: skip
# Small words within names.
JOINING = frozenset({
    "of", "the", "and", "for", "at", "in", "de", "la", "le", "du", "des", "der", "die", "und", "et", "y", "e",
    "van", "von", "do", "da", "di", "del",
})  # fmt: skip
# What people leave out in front of the name proper.
IN_FRONT = frozenset({
    "of", "the", "de", "hochschule", "universitat", "university", "universite", "universita", "universidad",
    "universidade", "institute", "ecole", "school", "college", "st",
})  # fmt: skip
# Polite forms that some languages write large.
FORMAL = {
    "de": frozenset(
        [
            "sie",
            "ihnen",
            "ihr",
            "ihre",
            "ihrer",
            "ihrem",
            "ihren",
            "ihres",
            "ich",
            "du",
            "dir",
            "dein",
            "deine",
            "herr",
            "frau",
        ]
    ),
    "nl": frozenset({"u", "uw"}),
    "it": frozenset({"lei", "le", "suo", "sua", "suoi", "sue", "la"}),
    "es": frozenset({"usted", "ud", "uds", "ustedes"}),
    "fr": frozenset({"vous", "votre"}),
    "pt": frozenset({"voce", "sr", "sra"}),
}
