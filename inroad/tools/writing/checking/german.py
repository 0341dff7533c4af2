"""German nouns that a mail is made of, so that their capital is not taken for a name's."""

from __future__ import annotations

from functools import cache

_NOUNS = """
abend ablauf absage absender abteilung adresse alltag angebot anfang anfrage anhang anliegen anruf anschluss
ansprechpartner antwort arbeit arbeitsalltag arbeitsplatz art artikel aspekt auffassung aufgabe aufgaben aufwand
augenblick ausbildung ausschreibung austausch bedarf bedingungen begriff beispiel bereich bericht beruf beschreibung
bescheid besonderheit bewerbung bezug bild bitte blick branche brief büro chance damen herren dank daten dauer details
dinge einblick einblicke einladung eindruck einsatz einstieg empfehlung ende entscheidung erfahrung erfahrungen erfolg
ergebnis erwartung erwartungen fach fachbereich fähigkeit fall familie feedback feld firma forschung frage fragen frau
freude freund freunde führung gebiet gedanke gedanken gelegenheit gespräch gesprächspartner grund gründe gruppe gruß
grüße grüßen hallo hand herausforderung herr herzen hilfe hinweis hinweise idee ideen industrie inhalt information
informationen interesse jahr jahre jahren job kenntnisse kollege kollegen kollegin kolleginnen kontakt konzept kopf
kultur kunde kunden kurs lage lebenslauf leben lehre leistung leiter leiterin leitung liebe lieber linie link lösung
lösungen lust mail mails mal mann mensch menschen minute minuten mitarbeiter mitte mittelpunkt moment monat monate
monaten montag dienstag mittwoch donnerstag freitag morgen mühe nachmittag nachricht nähe name namen netzwerk neugier
notiz ordnung ort page partner perspektive person personen plan platz position praxis praktikum problem probleme
produkt produkte profil programm projekt projekte prozess prozesse punkt qualität rahmen rat recht rede regel reihe
rolle rückfragen rückmeldung sache satz sätze schritt schule seite sicht sinn situation software sommer sorge stadt
stand stelle stellen stellenanzeige stellenausschreibung anzeige stellenbeschreibung stichwort stück student studentin
studium stunde stunden suche system systeme tag tage tagen tat team teams teil telefonat telefon thema themen tipp
tipps titel ton umfeld umgang universität unterlagen unternehmen unterschied unterstützung verantwortung verbindung
verfügung verständnis vergleich versuch vertrauen voraus vorgehen vorstellung vorteil weg wege weise welt werdegang
werk wert wettbewerb wissen woche wochen wochenende wort worte worten wunsch zahl zeile zeilen zeit ziel ziele zukunft
zusammenarbeit zusammenhang zusage zweck zweifel schwerpunkt mittelpunkt betreff team code daten entwickler
entwicklerin ingenieur ingenieurin
"""
_ENDINGS = (
    "ung",
    "ungen",
    "heit",
    "heiten",
    "keit",
    "keiten",
    "schaft",
    "schaften",
    "tion",
    "tionen",
    "ität",
    "ismus",
    "tum",
    "nis",
    "nisse",
    "ling",
    "stelle",
    "team",
    "teams",
    "zeit",
    "arbeit",
    "feld",
    "bereich",
    "gruppe",
    "system",
    "systeme",
    "gespräch",
    "leiter",
    "leiterin",
    "daten",
    "dienst",
    "dienste",
)


def may_be_noun(word: str) -> bool:
    """Say whether a word is a plain German noun by the list or by its ending."""
    lower = word.lower()
    if len(lower) > 6 and word[1:].islower() and any(lower.endswith(noun) for noun in _long_nouns()):
        return True
    return lower in _nouns() or (len(lower) > 6 and word[1:].islower() and lower.endswith(_ENDINGS))


@cache
def _long_nouns() -> tuple[str, ...]:
    """The nouns that may end a compound ("Nachfrage")."""
    return tuple(noun for noun in _nouns() if len(noun) > 4)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_NOUNS.split())
