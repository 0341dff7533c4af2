"""The words by which a cover letter's clauses tell of whom they speak, in English, German, French and Spanish.

Italian, Portuguese and Dutch have those for "I"; a clause that speaks of nobody is taken to speak of the sender.
"""

from __future__ import annotations

import re

# Who speaks of themselves; Spanish, Italian and Portuguese leave the pronoun out, so that verbs tell it too.
_I: dict[str, str] = {
    "en": r"(?-i:\bI\b)|\b(?:my|mine|me|myself|we|our|ours|us)\b",
    "de": r"\b(?:ich|mir|mich|mein\w*|wir|uns|unser\w*)\b",
    "fr": r"\b(?:je|moi|mon|ma|mes|me|nous|notre|nos)\b|\b[jm]['’]",
    "es": r"\b(?:yo|mi|mis|mí|me|conmigo|nosotr[oa]s|nuestr[oa]s?|tengo|he|soy|estoy|fui|trabaj(?:o|é|aba)|cuento"
    r"|domin[oé]|us[oé]|conozco|manejo|llevo|aporto|poseo|constru[yí]\w*|desarroll[eéo]|dirigí|lider[oé])\b",
    "it": r"\b(?:io|mio|mia|miei|mie|mi|me|ho|sono|lavoro|conosco|uso)\b",
    "pt": r"\b(?:eu|meus?|minhas?|me|mim|tenho|sou|trabalh(?:o|ei)|conheço|uso)\b",
    "nl": r"\b(?:ik|mijn|mij|me|wij|ons|onze)\b",
}
# The opening, its company, and whoever reads the letter.
OPENING = re.compile(
    r"\b(?:you|your|yours|role|position|posting|opening|job|vacancy|advert\w*|team|company"
    r"|sie|ihnen|ihr\w*|stelle\w*|ausschreibung|anzeige|rolle|unternehmen"
    r"|vous|votre|vos|poste|annonce|offre|équipe|entreprise"
    r"|ustedes?|su|sus|puesto|oferta|anuncio|equipo|empresa|vacante"
    r"|voi|vostr[oaie]|ruolo|annuncio|azienda|vaga|anúncio|u|uw|functie|vacature|bedrijf)\b",
    re.IGNORECASE,
)
# Something is said not to be there; what only sounds so is taken out before.
_NO_DENIAL = re.compile(
    r"\b(?:not\s+(?:only|just|merely)|no\s+(?:less|fewer|doubt|question)|without\s+(?:doubt|question|fail)|never\s+(?:stopped"
    r"|ceased|tired)|no\s+stranger|not\s+(?:new|foreign|unfamiliar)|nothing\s+but|nicht\s+(?:nur|erst|neu|fremd)|ohne\s+zweifel"
    r"|pas\s+(?:seulement|que)|sans\s+(?:aucun\s+)?doute|no\s+(?:sol[oa]|sólo|solamente)|sin\s+(?:ninguna\s+)?duda)\b"
    r"|\b(?:do|does|did)(?:\s+not|n['’]t)\s+(?:need|require|lack)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:not|cannot|never|no|nor|without|yet\s+to|lack\w*|new\s+to\s+me|unfamiliar|still\s+to\s+learn"
    r"|nichts?|nie|kein\w*|ohne|fehl(?:t|en)|neu\s+für\s+mich"
    r"|pas|jamais|sans|aucune?|manquent?|nouve(?:au|lle)\s+pour\s+moi"
    r"|nunca|tampoco|sin|ningun[ao]?|ningún|faltan?|nuev[oa]\s+para\s+mí|non|mai|senza|não|sem|niet|geen|nooit|zonder)\b|n['’]t\b",
    re.IGNORECASE,
)
# A wish or something read; neither says that the sender has it, unless a word of having stands beside.
_WISH = re.compile(
    r"\b(?:would\s+(?:\w+\s+)?(?:like|love|be|welcome|enjoy)|want\s+to|hop(?:e|ing)\s+to|look(?:ing)?\s+forward|keen|eager|drew"
    r"|interest\w*|curious|drawn|draws?|attracts?|appeals?|ready\s+to|willing\s+to|glad\s+to|happy\s+to|appl(?:y|ying)"
    r"|I\s+(?:also\s+)?(?:read|saw|see|like|noticed|understand|gather)"
    r"|möchte|würde|gerne?|reizt|interessier\w*|freue|bewerbe|lese|las"
    r"|souhait\w*|voudrais|aimerais|intéress\w*|attire|candidate?|lis|lu"
    r"|quisiera|gustaría|interes\w*|deseo|atrae|presento|leo|leído)\b",
    re.IGNORECASE,
)
_HAVING = re.compile(
    r"\b(?:my\s+(?!application|letter|interest|next|attention|curiosity)|experience[ds]?|expert\w*|skills?|skilled"
    r"|background|knowledge|bring|bringing|used|using|worked|built|years?|months?|since|already|fluent|proficient|strong"
    r"|degree|hold|earned|certified|trained|master(?!ing)\w*"
    r"|mein\w*\s+(?!bewerbung|anschreiben|brief)|erfahr\w*|kenntnis\w*|jahre\w*|bereits|gearbeitet|beherrsch\w*|abschluss"
    r"|(?:mon|ma|mes)\s+(?!candidature|lettre)|expérience|connaissances?|maîtris\w*|années?|ans|déjà|diplôme"
    r"|mis?\s+(?!candidatura|carta)|experiencia|conocimientos?|años?|título)\b",
    re.IGNORECASE,
)
# That somebody works for a company, in other languages than English (see `attribution` for that).
WORKS_THERE = re.compile(
    r"\b(?:gearbeitet|arbeite\w*|tätig|angestellt|beschäftigt|travaill\w+|employé\w*|trabaj\w+|emplead[oa]|lavor\w+"
    r"|trabalh\w+|werk(?:te|ten|zaam)?|gewerkt)\b",
    re.IGNORECASE,
)
# "I have used it": what the sentence before named, claimed by a word that stands for it.
_CLAIMED_BY_PRONOUN = re.compile(
    r"(?:(?-i:\bI\b)(?:['’]ve)?|\bich)\b(?:\s+[\w-]+){0,5}?\s+(?:(?:all|both|each|any|most|exactly)\s+(?:of\s+)?)?"
    r"(?:it|them|this|these|those|both|that|es|das|damit|dies\w*|beides)\b(?=\s*[.,;!?]|\s*$|\s+(?:too|well|daily|myself|already"
    r"|at|in|for|since|as|on|with|every|and|seit|bei|schon|täglich)\b)",
    re.IGNORECASE,
)
MEETS_ALL = re.compile(
    r"(?-i:\bI\b)\s+(?:\w+\s+){0,2}(?:meet|fulfil+|match|satisfy|tick|cover)\s+(?:all|every|each)\b[^.,;!?]{0,30}"
    r"|\berfülle\s+(?:ich\s+)?(?:alle|jede)\w*\b|\bréponds?\s+à\s+(?:tous|toutes|chaque)\b"
    r"|\bcumplo\s+(?:con\s+)?(?:tod[oa]s|cada)\b",
    re.IGNORECASE,
)
PRAISE = re.compile(
    r"\b(?:best(?!\s+(?:regards|wishes|practices?|suited|judge|way|time))|greatest|finest|leading|world-?class|world['’]s"
    r"|amazing|outstanding|incredible|exceptional|extraordinary|unmatched|unrivalled|unparalleled|renowned|prestigious"
    r"|admir\w+|legendary|number\s+one|revolutionary|visionary|fantastic|wonderful|brilliant|excellent|impress\w+"
    r"|inspiring|inspired|famous|cutting-edge|ground-?breaking|market\s+leader|dream|most\s+(?:innovative|exciting|admired"
    r"|respected|successful|interesting|advanced|loved|trusted)|great\s+(?:company|place|team|employer|reputation)"
    r"|beste[nrms]?|führend\w*|großartig\w*|hervorragend\w*|einzigartig\w*|beeindruck\w*|renommiert\w*|bewunder\w*"
    r"|meilleure?s?|leader|prestigieu\w+|exceptionnel\w*|formidables?|remarquables?|impressionn\w+"
    r"|mejor(?:es)?|líder\w*|prestigios[oa]s?|excepcional\w*|extraordinari[oa]s?|impresion\w+)\b",
    re.IGNORECASE,
)
# Degrees by their level; a fact of the sender must have one of the same.
DEGREES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for words in (
        r"ph\.?\s?d\b|doctora(?:te|l)\b|doctor of|dr\. |promoviert|doktor\w*|doctorat\b|doctorado\b",
        r"master(?:['’]s|s)\b|master\s?(?:of|in|degree|['’]?s? degree|abschluss|studium)\b|m\.?sc\b"
        r"|m\.?a\b(?=\s(?:in|of))|mba\b|magister\b|diplom(?:e|ing\w*)?\b|máster\b|maestría\b",
        r"bachelor\w*|b\.?sc\b|b\.?a\b(?=\s(?:in|of))|licence\b|licenciatura\b|grado en\b",
    )
)
A_DEGREE = re.compile(
    r"\b(?:my|an?|the|university|college)\s+(?:[\w-]+\s+){0,3}degree\b(?!\s+of)|\b(?:hochschul|studien)abschluss\b"
    r"|\bdiplôme\b|\btítulo\s+universitario\b",
    re.IGNORECASE,
)
# Words that begin a sentence in front of a name, in languages that the check of names reads by capitals.
_FIRST_WORDS = """
aber als am an auch auf aus außerdem bei beim da dabei dadurch damit danach dank dann daneben davor dazu derzeit
dort durch ebenso erst es für gegen gern gerade heute ihr ihre im in ja mit nach neben nicht noch nun nur ob ohne
schon seit seitdem so sowie statt über um und unter vom von vor während was weil wenn wie wo zu zudem zuletzt zum
zur zurzeit zuvor zwischen actuellement ainsi après auprès aujourd avant avec chez comme dans depuis durant enfin
ensuite lors mais où outre par parmi pendant pour puis quant sans selon si sous sur vers actualmente además ahora
ante antes aquí así aunque bajo como con contra cuando de desde después donde durante en entre hacia hasta hoy
mediante mientras para pero por pues según sin sobre también todavía tras
"""
FIRST_WORDS = frozenset(_FIRST_WORDS.split())


def speaks_of_sender(clause: str, language: str) -> bool:
    """Say whether a clause has a word for "I"."""
    return re.search(_I.get(language, _I["en"]), clause, re.IGNORECASE) is not None


def is_denied(clause: str) -> bool:
    """Say whether a clause says of something that it is not there."""
    return _DENIAL.search(_NO_DENIAL.sub(" ", clause)) is not None


def is_wish(clause: str) -> bool:
    """Say whether a clause only wishes or has read something, and claims to have nothing."""
    return bool(_WISH.search(clause)) and not _HAVING.search(clause)


def takes_up(clause: str) -> bool:
    """Say whether a clause claims what was named before it: "I have used it at work"."""
    return bool(_CLAIMED_BY_PRONOUN.search(clause)) and not is_denied(clause) and not is_wish(clause)
