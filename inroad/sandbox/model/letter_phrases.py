"""What the model says in cover letters, by language: wordings by slot, each with the facts that it needs in braces.

`line` is a line of the CV, `did` the same behind "I", `at` where that was, `asked` the requirement it bears on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LetterPhrases = Mapping[str, Sequence[str]]

_ENGLISH: LetterPhrases = {
    "greeting": ("Dear {person.name},", "Dear hiring team,"),
    "why": ("I am applying for the {posting.title} role at {posting.company}.",),
    "who": (
        "My name is {sender.name}, and I am {a sender.role} at {sender.employer}.",
        "My name is {sender.name}, and I am {a sender.role}.",
        "My name is {sender.name}.",
    ),
    "since": ("I have been there in that role since {sender.role_since}.",),
    "experience": ("By its dates, my CV comes to {sender.experience}.",),
    "study": ("Before that I studied {sender.study}.",),
    "company": ('Of {posting.company} I read this: "{company.statement}"',),
    "asked": ('One thing that the posting names is "{asked}".', 'The posting also names "{asked}".'),
    "did": ("At {at} I {did}.", "I {did}."),
    "quoted": ('On my time at {at}, my CV says this: "{line}"', 'My CV says this: "{line}"'),
    "unmet": ("I have not worked with {posting.unmet} yet.",),
    "gap": ('What the posting calls "{posting.gap}" I do not fully have, and I would rather say so now.',),
    "line": ('This line of the posting stayed with me: "{posting.line}"',),
    "skill": ("Of the skills that you look for, {sender.skill} is one that my CV names.",),
    "degree": ("My degree is a {sender.degree}.",),
    "ask": ("I would be glad to talk about the role and about what the team needs first.",),
    "way_out": ("A call of a quarter of an hour would be enough to see whether it fits.",),
    "filler": (
        "I have kept this letter to what my CV can show, so that you can check each point of it.",
        "I would rather say plainly what I have done and what I have not than leave you to find out later.",
        "What I would like to hear from you is how the team divides its work and what a good first month looks like.",
        "If it is of use, I can tell you more about how each of these came about, and what went wrong on the way.",
        "I am used to asking early when something is not clear, and to writing down what I learn for the others.",
        "Please tell me which of these points matters most to you, and I will prepare to talk about it first.",
    ),
    "closing": ("Kind regards,", "Best regards,"),
}
_GERMAN: LetterPhrases = {
    "greeting": ("Guten Tag {person.name},", "Guten Tag,"),
    "why": ("ich bewerbe mich auf die Stelle {posting.title} bei {posting.company}.",),
    "who": (
        "Ich heiße {sender.name} und arbeite als {sender.role} bei {sender.employer}.",
        "Ich heiße {sender.name}.",
    ),
    "since": ("In dieser Rolle bin ich dort seit {sender.role_since}.",),
    "experience": ("Nach den Daten in meinem Lebenslauf: {sender.experience}.",),
    "study": ("Davor habe ich studiert: {sender.study}.",),
    "company": ('Über {posting.company} habe ich gelesen: "{company.statement}"',),
    "asked": ('Die Anzeige nennt "{asked}".', 'Die Anzeige nennt auch "{asked}".'),
    "did": ('Zu meiner Zeit bei {at} steht im Lebenslauf: "{line}"', 'Im Lebenslauf steht: "{line}"'),
    "quoted": ('Zu meiner Zeit bei {at} steht im Lebenslauf: "{line}"', 'Im Lebenslauf steht: "{line}"'),
    "unmet": ("Mit {posting.unmet} habe ich noch nicht gearbeitet.",),
    "gap": ('Was die Anzeige "{posting.gap}" nennt, bringe ich nicht ganz mit.',),
    "line": ('Dieser Satz der Anzeige ist mir geblieben: "{posting.line}"',),
    "ask": ("Über ein Gespräch zu der Stelle würde ich mich freuen.",),
    "way_out": ("Eine Viertelstunde am Telefon genügt, um zu sehen, ob es passt.",),
    "filler": (
        "Ich habe mich hier auf das beschränkt, was mein Lebenslauf belegt, damit Sie jeden Punkt prüfen können.",
        "Ich sage lieber offen, was ich getan habe und was nicht, als es Sie später herausfinden zu lassen.",
        "Ich wüsste gern, wie das Team seine Arbeit aufteilt und woran man nach einem Monat merkt, dass es gut läuft.",
        "Wenn es hilft, erzähle ich gern, wie diese Arbeiten entstanden sind und was dabei nicht gleich gelang.",
        "Ich frage früh, wenn mir etwas nicht klar ist, und schreibe auf, was ich lerne, damit es anderen nützt.",
        "Sagen Sie mir gern, welcher Punkt Ihnen am wichtigsten ist, dann bereite ich mich auf diesen zuerst vor.",
    ),
    "closing": ("Mit freundlichen Grüßen", "Freundliche Grüße"),
}
_FRENCH: LetterPhrases = {
    "greeting": ("Bonjour {person.name},", "Bonjour,"),
    "why": ("je pose ma candidature au poste de {posting.title} chez {posting.company}.",),
    "who": (
        "Je m'appelle {sender.name} et je travaille comme {sender.role} chez {sender.employer}.",
        "Je m'appelle {sender.name}.",
    ),
    "since": ("J'y suis dans ce rôle depuis {sender.role_since}.",),
    "experience": ("D'après les dates de mon CV : {sender.experience}.",),
    "study": ("Avant cela, j'ai étudié : {sender.study}.",),
    "company": ('Sur {posting.company} j\'ai lu ceci : "{company.statement}"',),
    "asked": ('L\'annonce cite "{asked}".', 'L\'annonce cite aussi "{asked}".'),
    "did": ('Sur mon temps chez {at}, mon CV dit : "{line}"', 'Mon CV dit : "{line}"'),
    "quoted": ('Sur mon temps chez {at}, mon CV dit : "{line}"', 'Mon CV dit : "{line}"'),
    "unmet": ("Je n'ai pas encore travaillé avec {posting.unmet}.",),
    "gap": ("Ce que l'annonce appelle \"{posting.gap}\", je ne l'ai pas tout à fait.",),
    "line": ("Cette phrase de l'annonce m'est restée : \"{posting.line}\"",),
    "ask": ("Je serais content d'en parler avec vous.",),
    "way_out": ("Un quart d'heure au téléphone suffirait.",),
    "filler": (
        "J'ai limité cette lettre à ce que mon CV peut montrer, pour que vous puissiez en vérifier chaque point.",
        "Je préfère dire simplement ce que j'ai fait et ce que je n'ai pas fait plutôt que de le laisser découvrir.",
        "J'aimerais savoir comment l'équipe partage son travail et à quoi ressemble un bon premier mois.",
        "Si cela vous est utile, je peux raconter comment ces travaux se sont faits, et ce qui n'a pas marché.",
        "Je demande tôt quand une chose n'est pas claire, et je note ce que j'apprends pour que d'autres s'en servent.",
        "Dites-moi quel point compte le plus pour vous, et je préparerai celui-là en premier.",
    ),
    "closing": ("Cordialement,", "Bien à vous,"),
}
_SPANISH: LetterPhrases = {
    "greeting": ("Hola, {person.name}:", "Hola:"),
    "why": ("presento mi candidatura al puesto de {posting.title} en {posting.company}.",),
    "who": (
        "Me llamo {sender.name} y trabajo como {sender.role} en {sender.employer}.",
        "Me llamo {sender.name}.",
    ),
    "since": ("Estoy allí en ese puesto desde {sender.role_since}.",),
    "experience": ("Según las fechas de mi currículum: {sender.experience}.",),
    "study": ("Antes estudié: {sender.study}.",),
    "company": ('Sobre {posting.company} he leído esto: "{company.statement}"',),
    "asked": ('La oferta nombra "{asked}".', 'La oferta nombra también "{asked}".'),
    "did": ('De mi tiempo en {at} dice mi currículum: "{line}"', 'Mi currículum dice: "{line}"'),
    "quoted": ('De mi tiempo en {at} dice mi currículum: "{line}"', 'Mi currículum dice: "{line}"'),
    "unmet": ("Todavía no he trabajado con {posting.unmet}.",),
    "gap": ('Lo que la oferta llama "{posting.gap}" no lo tengo del todo.',),
    "line": ('Esta frase de la oferta se me quedó: "{posting.line}"',),
    "ask": ("Me alegraría hablar sobre el puesto.",),
    "way_out": ("Bastaría un cuarto de hora por teléfono.",),
    "filler": (
        "He limitado esta carta a lo que mi currículum puede mostrar, para que pueda comprobar cada punto.",
        "Prefiero decir con claridad lo que he hecho y lo que no, antes que dejar que lo descubra más tarde.",
        "Me gustaría saber cómo reparte el equipo su trabajo y cómo es un buen primer mes.",
        "Si le sirve, puedo contar cómo se hicieron estos trabajos y qué no salió bien a la primera.",
        "Pregunto pronto cuando algo no está claro, y apunto lo que aprendo para que otros lo puedan usar.",
        "Dígame qué punto es el más importante para usted, y prepararé ese primero.",
    ),
    "closing": ("Un saludo,", "Saludos cordiales,"),
}
BY_LANGUAGE: Mapping[str, LetterPhrases] = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH}
