"""The words of the template for cover letters, by language: for each part its wordings, the richest first.

A name in braces is a fact (see `LETTER_FACT_IDS` and `FACT_IDS`), or one of the point at hand: `requirement` (what the
posting says), `line` and `did` (what the CV says to it, as it stands and behind "I"), `at` (where that was), `unmet`
(a skill that the CV lacks). No wording claims a feeling, a history or a skill that no fact supports.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LETTER_FACT_IDS = {
    "posting.requirement": "what the posting asks for, word for word, by the requirement's number",
    "posting.gap": "a requirement that the CV does not fully show and that the letter should name, word for word",
    "posting.unmet": "the skill that the CV does not show, of the gap of the same number, as the posting spells it",
    "person.name": "the whole name of the likely hiring manager",
    "company.statement": "what is said of the company, word for word, numbered",
    "sender.line": "a line of the CV that a requirement rests on, word for word, numbered",
    "sender.line_at": "the employer at which the line of the same number was",
    "sender.experience": "years of work, reckoned from the CV's dates; numbered: those with one skill",
    "sender.email": "the user's e-mail address",
}

Wordings = Sequence[str]


@dataclass(frozen=True)
class LetterWords:
    """The words of one language; of the wordings for points, those of one length take turns."""

    subjects: Wordings
    greetings: Wordings
    openings: Wordings
    introductions: Wordings
    company: Wordings
    points: Sequence[Wordings]
    unmet: Wordings
    gaps: Wordings
    closings: Wordings
    farewell: str


_ENGLISH = LetterWords(
    subjects=(
        "Application: {posting.title} at {posting.company}",
        "Application to {posting.company}",
        "Application: {posting.title}",
    ),
    greetings=("Dear {person.name},", "Dear hiring team,"),
    openings=(
        "I would like to apply for the {posting.title} role at {posting.company} ({posting.place}).",
        "I would like to apply for the {posting.title} role at {posting.company}.",
        "I would like to apply for the {posting.title} role.",
        "I would like to apply for the opening at {posting.company}.",
    ),
    introductions=(
        "My present role is {sender.role} at {sender.employer}.",
        "I studied {sender.study}.",
        "I am studying {sender.studies}.",
        "My profession: {sender.role}.",
    ),
    company=("About {posting.company} I read “{company.statement.1}”.",),
    points=(
        (
            "The posting asks for “{requirement}”: at {at} I {did}.",
            "As for “{requirement}” in the posting: at {at} I {did}.",
            "The posting also names “{requirement}”: at {at} I {did}.",
        ),
        (
            "The posting asks for “{requirement}”; of my time at {at} my CV says “{line}”.",
            "As for “{requirement}” in the posting: of my time at {at} my CV says “{line}”.",
            "The posting also names “{requirement}”; of my time at {at} my CV says “{line}”.",
        ),
        (
            "The posting asks for “{requirement}”; my CV has “{line}”.",
            "As for “{requirement}” in the posting: my CV has “{line}”.",
            "The posting also names “{requirement}”; my CV has “{line}”.",
        ),
        ("At {at} I {did}.",),
        ("Of my time at {at} my CV says “{line}”.",),
        ("My CV has “{line}”.",),
        ("At {sender.worked_at} I {sender.did}.",),
    ),
    unmet=(
        "My CV does not show {unmet} yet; I would rather say so here than leave it out.",
        "Nor does it show {unmet} yet, which the role asks for too.",
    ),
    gaps=(
        "The posting also asks for “{gap}”; my CV does not fully show that yet, and I would rather "
        "say so than leave it out.",
        "The posting names “{gap}” too; my CV does not fully show that yet either.",
    ),
    closings=(
        "This letter keeps to what my CV can show; I would be glad to tell you more in a conversation, and to answer "
        "your questions about any part of it.",
    ),
    farewell="Kind regards,",
)
_GERMAN = LetterWords(
    subjects=(
        "Bewerbung: {posting.title} bei {posting.company}",
        "Bewerbung bei {posting.company}",
        "Bewerbung: {posting.title}",
    ),
    greetings=("Guten Tag {person.name},", "Sehr geehrte Damen und Herren,"),
    openings=(
        "ich bewerbe mich um die Stelle {posting.title} bei {posting.company} ({posting.place}).",
        "ich bewerbe mich um die Stelle {posting.title} bei {posting.company}.",
        "ich bewerbe mich um die Stelle {posting.title}.",
        "ich bewerbe mich um die ausgeschriebene Stelle bei {posting.company}.",
    ),
    introductions=(
        "Derzeit arbeite ich bei {sender.employer}; meine Rolle dort: {sender.role}.",
        "Meine Ausbildung: {sender.degree.1}, {sender.school.1}.",
        "Mein Beruf: {sender.role}.",
    ),
    company=("Es heißt von {posting.company}: „{company.statement.1}“.",),
    points=(
        (
            "In der Ausschreibung steht „{requirement}“; aus meiner Zeit bei {at} nennt mein Lebenslauf „{line}“.",
            "Zu „{requirement}“ in der Ausschreibung: mein Lebenslauf nennt aus meiner Zeit bei {at} „{line}“.",
            "Auch „{requirement}“ steht in der Ausschreibung; dazu aus meiner Zeit bei {at}: „{line}“.",
        ),
        (
            "In der Ausschreibung steht „{requirement}“; mein Lebenslauf nennt dazu „{line}“.",
            "Zu „{requirement}“ in der Ausschreibung: mein Lebenslauf nennt „{line}“.",
            "Auch „{requirement}“ steht in der Ausschreibung; mein Lebenslauf nennt „{line}“.",
        ),
        ("Aus meiner Zeit bei {at} nennt mein Lebenslauf „{line}“.",),
        ("Mein Lebenslauf nennt „{line}“.",),
    ),
    unmet=(
        "Mein Lebenslauf zeigt bisher nichts mit {unmet}; ich sage das lieber offen, als es auszulassen.",
        "Ebenso zeigt er bisher nichts mit {unmet}.",
    ),
    gaps=(
        "In der Ausschreibung steht auch „{gap}“; ganz zeigt mein Lebenslauf das noch nicht, und ich sage es lieber "
        "offen, als es auszulassen.",
        "Auch „{gap}“ aus der Ausschreibung zeigt er noch nicht ganz.",
    ),
    closings=(
        "Dieser Brief hält sich an das, was mein Lebenslauf belegt; gern erzähle ich in einem Gespräch mehr und "
        "beantworte Ihre Fragen zu jedem Punkt.",
    ),
    farewell="Mit freundlichen Grüßen",
)
_FRENCH = LetterWords(
    subjects=(
        "Candidature : {posting.title} chez {posting.company}",
        "Candidature chez {posting.company}",
        "Candidature : {posting.title}",
    ),
    greetings=("Bonjour {person.name},", "Madame, Monsieur,"),
    openings=(
        "Je vous présente ma candidature au poste de {posting.title} chez {posting.company} ({posting.place}).",
        "Je vous présente ma candidature au poste de {posting.title} chez {posting.company}.",
        "Je vous présente ma candidature au poste de {posting.title}.",
        "Je vous présente ma candidature au poste à pourvoir chez {posting.company}.",
    ),
    introductions=(
        "Je travaille actuellement chez {sender.employer} ; mon poste : {sender.role}.",
        "Mon diplôme : {sender.degree.1}, {sender.school.1}.",
        "Mon métier : {sender.role}.",
    ),
    company=("On lit au sujet de {posting.company} : « {company.statement.1} ».",),
    points=(
        (
            "L’annonce demande « {requirement} » ; pour ma période chez {at}, mon CV indique « {line} ».",
            "Quant à « {requirement} » dans l’annonce : mon CV indique pour ma période chez {at} « {line} ».",
            "L’annonce cite aussi « {requirement} » ; pour ma période chez {at}, mon CV indique « {line} ».",
        ),
        (
            "L’annonce demande « {requirement} » ; mon CV indique « {line} ».",
            "Quant à « {requirement} » dans l’annonce : mon CV indique « {line} ».",
            "L’annonce cite aussi « {requirement} » ; mon CV indique « {line} ».",
        ),
        ("Pour ma période chez {at}, mon CV indique « {line} ».",),
        ("Mon CV indique « {line} ».",),
    ),
    unmet=(
        "Mon CV ne montre pas encore {unmet} ; je préfère le dire ici plutôt que de l’omettre.",
        "Il ne montre pas non plus {unmet}.",
    ),
    gaps=(
        "L’annonce demande aussi « {gap} » ; mon CV ne le montre pas encore entièrement, et je préfère le dire ici "
        "plutôt que de l’omettre.",
        "Il ne montre pas non plus entièrement « {gap} », que l’annonce cite aussi.",
    ),
    closings=(
        "Cette lettre s’en tient à ce que mon CV peut montrer ; c’est volontiers que je vous en dirai plus lors d’un "
        "entretien et que je répondrai à vos questions sur chaque point.",
    ),
    farewell="Cordialement,",
)
_SPANISH = LetterWords(
    subjects=(
        "Candidatura: {posting.title} en {posting.company}",
        "Candidatura en {posting.company}",
        "Candidatura: {posting.title}",
    ),
    greetings=("Buenos días, {person.name}:", "Estimado equipo de selección:"),
    openings=(
        "Presento mi candidatura al puesto de {posting.title} en {posting.company} ({posting.place}).",
        "Presento mi candidatura al puesto de {posting.title} en {posting.company}.",
        "Presento mi candidatura al puesto de {posting.title}.",
        "Presento mi candidatura al puesto vacante en {posting.company}.",
    ),
    introductions=(
        "Actualmente trabajo en {sender.employer}; mi puesto: {sender.role}.",
        "Mi título: {sender.degree.1}, {sender.school.1}.",
        "Mi profesión: {sender.role}.",
    ),
    company=("Se lee de {posting.company}: «{company.statement.1}».",),
    points=(
        (
            "El anuncio pide «{requirement}»; de mi etapa en {at}, mi CV dice «{line}».",
            "En cuanto a «{requirement}» en el anuncio: de mi etapa en {at}, mi CV dice «{line}».",
            "El anuncio nombra también «{requirement}»; de mi etapa en {at}, mi CV dice «{line}».",
        ),
        (
            "El anuncio pide «{requirement}»; mi CV dice «{line}».",
            "En cuanto a «{requirement}» en el anuncio: mi CV dice «{line}».",
            "El anuncio nombra también «{requirement}»; mi CV dice «{line}».",
        ),
        ("De mi etapa en {at}, mi CV dice «{line}».",),
        ("Mi CV dice «{line}».",),
    ),
    unmet=(
        "Mi CV todavía no muestra {unmet}; prefiero decirlo aquí a omitirlo.",
        "Tampoco muestra todavía {unmet}, que el anuncio pide también.",
    ),
    gaps=(
        "El anuncio pide también «{gap}»; mi CV todavía no lo muestra del todo, y prefiero decirlo aquí a omitirlo.",
        "Tampoco muestra del todo «{gap}», que el anuncio también nombra.",
    ),
    closings=(
        "Esta carta se limita a lo que mi CV puede mostrar; con gusto le cuento más en una conversación y respondo a "
        "sus preguntas sobre cada punto.",
    ),
    farewell="Atentamente,",
)

LETTER_WORDS: Mapping[str, LetterWords] = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
