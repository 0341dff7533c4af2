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
    "wishes", "truly", "respectfully", "faithfully", "appreciation", "gratitude", "much", "merci", "danke", "gracias",
    "muchas", "muchisimas", "saludos", "saludo", "un", "obrigado", "obrigada", "abraco", "abrazo", "grazie", "ciao",
    "saluti", "tak", "tack", "takk", "kiitos", "diolch", "fawr", "hvala", "dziekuje", "dekuji", "bedankt", "gruss",
    "grusse", "cordialement", "slainte", "go", "raibh", "arigato", "shukran", "spasibo", "asante", "bien",
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
    "universidade", "institute", "ecole", "school", "college", "st", "agence", "agencia", "agenzia", "banco", "banca",
    "banque", "cabinet", "maison", "casa", "studio", "atelier", "grupo", "groupe", "gruppo", "gruppe", "institut",
    "instituto", "istituto", "klinik", "clinique", "hospital", "faculty", "academy", "polytechnic", "fachhochschule",
})  # fmt: skip
# The letters of a degree, and the words that a fact then has.
DEGREES = {
    "ba": "bachelor art", "bsc": "bachelor science", "beng": "bachelor engineering", "bba": "bachelor business",
    "bfa": "bachelor fine", "bsn": "bachelor nursing", "bed": "bachelor education", "llb": "bachelor law",
    "btech": "bachelor technology", "bcom": "bachelor commerce", "ma": "master art", "msc": "master science",
    "meng": "master engineering", "mfa": "master fine", "msn": "master nursing", "med": "master education",
    "llm": "master law", "mphil": "master philosophy", "mba": "master business", "phd": "doctor philosophy",
    "dphil": "doctor philosophy", "edd": "doctor education", "jd": "juri doctor", "mpa": "master public",
    "pharmd": "doctor pharmacy", "dnp": "doctor nursing", "mph": "master public",
}  # fmt: skip
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
# What languages call themselves: a message in it shows that its writer knows it.
OWN_NAMES = {
    "en": "english", "de": "deutsch", "fr": "francais", "es": "espanol", "pt": "portugues", "it": "italiano",
    "nl": "nederlands",
}  # fmt: skip
# What may stand in front of a name at the beginning of a sentence in other languages.
SMALL_WORDS = frozenset({
    "en", "de", "a", "con", "por", "para", "desde", "el", "la", "los", "las", "mi", "su", "tu", "y", "si", "como",
    "chez", "dans", "avec", "pour", "le", "les", "un", "une", "mon", "ma", "mes", "votre", "vos", "et", "au", "aux",
    "depuis", "em", "com", "na", "no", "o", "os", "as", "meu", "minha", "da", "do", "per", "il", "lo", "gli", "alla",
    "presso", "nella", "mio", "mia", "bij", "voor", "met", "van", "het", "een", "mijn", "uw", "bei", "seit", "als",
    "mit", "fur", "die", "der", "das", "mein", "meine", "ihre", "im", "am", "nach", "vor",
})  # fmt: skip
# Words without a vowel that name nothing.
SHORT_FORMS = frozenset({
    "mrs", "pls", "plz", "thx", "btw", "hmm", "hmmm", "shh", "nth", "tbh", "imho", "brb", "pst", "pps", "pdf",
    "pdfs", "cvs", "hrs", "mins", "wks", "yrs", "mths", "rsvp", "bzw", "vgl", "mfg", "str", "ltd", "gmbh", "bcc",
    "psst", "nbsp", "est", "cst", "mst", "gmt", "tldr", "dms", "psts", "rhythms", "myth", "kgs", "kms", "lbs",
    "pts", "vcs", "www", "http", "html",
})  # fmt: skip
