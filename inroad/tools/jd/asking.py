"""Sentences that ask for something, and sentences beside the requirements that ask for nothing."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"^(?:you|du|sie|vous|tu|je|jij)\b|\b(?:experience[ds]?|expertise|knowledge|understanding|familiar(?:ity)?"
    r"|proficien(?:t|cy)|fluen(?:t|cy)"
    r"|skill(?:s|ed|set)?"
    r"|degree|bachelor|master'?s|ph\.?d|diploma|certifi\w+|licen[cs]ed?|background|track record|abilit(?:y|ies)"
    r"|able to|capab\w+"
    r"|competen\w+|qualifi\w+|comfort(?:able)?|passion(?:ate)?|willing(?:ness)?|eager(?:ness)?|curio\w+|motivat\w+"
    r"|self-starter"
    r"|detail[- ]oriented|team player|mindset|attitude|strong|excellent|solid|proven|deep|demonstrated|hands-on"
    r"|must|required?"
    r"|requires|eligib\w+|authori[sz]ed|clearance|enrolled|pursuing|graduat\w+|years?|versed|adept|expert"
    r"|attention to|interest(?:ed)?"
    r"|communicat\w+|organi[sz]ed|independent\w*|proactive\w*|reliab\w+|available|availability|commitment"
    r"|committed|enjoy|love|care"
    r"|thrive|drive[n]?|think|thinker|coursework|portfolio|physically|lift|stand for|travel|relocate|driver'?s"
    r"|bilingual|native"
    r"|erfahrung\w*|\w*kenntnisse?|abgeschlossene\w*|studium|ausbildung|fähigkeit\w*|\w+fähig(?:keit)?|sicher\w*"
    r"|idealerweise|freude|spaß"
    r"|motivation|bereitschaft|interesse|eingeschrieben\w*|immatrikulier\w*|\w*denken|arbeitsweise"
    r"|selbstständig\w*|leidenschaft|teamplayer"
    r"|expérience|connaissances?|maîtrise[rz]?|diplôm\w+|formation|capacité|sens d|aisance|rigueur|autonom\w+"
    r"|curieu\w+|anglais|esprit"
    r"|experiencia|conocimientos?|titulación|dominio|capacidad|inglés|ganas|proactiv\w+|nivel|licenciatura|grado en"
    r"|ervaring|kennis|diploma|opleiding|vaardig\w*|beheersing|hbo|mbo|wo-|zelfstandig|communicatie\w*|beschik\w*"
    r"|esperienza|conoscenza|laurea|capacità|inglese|ottim[aeio]|buona|padronanza|autonomia|passione"
    r"|experiência|conhecimentos?|domínio|capacidade|inglês|graduação|ensino|doświadczenie|znajomość|umiejętność"
    r"|wykształcenie)\b"
    r"|経験|知識|スキル|能力|できる方|ある方|学士|修士|語",
    re.IGNORECASE,
)
# In running text a sentence asks of the reader, in so many words.
_ASKS_YOU = re.compile(
    r"\byou(?:'ll| will| should| must| need to|'ve| already)? (?:have|has|bring|possess|hold|need|know|speak"
    r"|be able|understand|be (?:fluent|comfortable|proficient|"
    r"experienced|familiar|enrolled))\b|\byou(?:'re| are| should be) (?:an? )?(?:\w+ )?(?:experienced|fluent"
    r"|proficient|comfortable|familiar|able|skilled|passionate|organi[sz]ed"
    r"|curious|currently (?:enrolled|pursuing|studying)|enrolled|studying|pursuing|eligible|authori[sz]ed|licensed"
    r"|certified|self|detail|team player|motivated)"
    r"|\b(?:candidates?|applicants?|successful \w+|person|role|position|job) (?:will |should |must |ideally |also "
    r"|would )*(?:have|has|possess|hold|requires?|need|needs|expect|be able)\b(?! (?:a |an |our |the )?(?:team"
    r"|office|great|culture|mission|opportunit|apply))"
    r"|\bwe (?:need|require|expect|ask)\b|\bwe(?:'d| would) (?:love|like) to see\b|\bnot a must\b"
    r"|\b(?:looking|search(?:ing)?|hiring) for (?:an? |someone|somebody|people|candidates|talent|engineers"
    r"|professionals)[^.]{0,90}\b(?:with|who|experience|skills?|degree|fluent|years)\b"
    r"|\b\d{1,2}\s?\+? ?(?:(?:-|–|to) ?\d{1,2} )?(?:\+ )?years?'?(?: of)?(?: \w+){0,4} experience\b"
    r"|\bexperience\b[^.]{0,80}\b(?:required|preferred|essential|desirable|necessary|a plus|a must|an advantage)"
    r"|\b(?:is|are) (?:required|essential|mandatory|a must|needed|a plus|an? advantage|preferred|desirable"
    r"|nice to have|welcome|a bonus)\b|\bmust (?:have|be|hold|possess|speak)\b"
    r"|\b(?:proficiency|fluency|fluent|knowledge|familiarity|proficient|degree|certification) (?:in|with|of)\b"
    r"|\b(?:du|sie) (?:hast|haben|bringst|bringen|verfügst|verfügen|sprichst|sprechen|studierst|studieren|kennst"
    r"|kennen|bist|sind)\b|\bwir (?:suchen|erwarten|wünschen)\b|erforderlich|vorausgesetzt|von vorteil"
    r"|wünschenswert|kenntnisse\b|erfahrung (?:in|mit|im)\b"
    r"|\b(?:vous|tu) (?:avez|as|êtes|es|possédez|disposez|maîtrisez|maîtrises|parlez|justifiez)\b"
    r"|\bnous (?:recherchons|cherchons)\b|\b(?:est|sont) (?:requis|exigé|souhaité|un plus|un atout|indispensable"
    r"|appréci)"
    r"|\b(?:buscamos|requerimos|necesitamos|se requiere|se valora|imprescindible|debes (?:tener|contar)"
    r"|cuentas con|tienes)\b|\b(?:cerchiamo|richiediamo|è richiest[oa]|possiedi|hai|costituisce)\b"
    r"|\b(?:je (?:hebt|bent|beschikt|spreekt)|wij vragen|we vragen|is een (?:pré|must|vereiste))\b|\b(?:procuramos"
    r"|buscamos|você (?:tem|possui)|é necessário|desejável)\b",
    re.IGNORECASE,
)
_NO_REQUIREMENT = re.compile(
    r"\b(?:every|all(?: of)?(?: the)?|each) (?:single )?(?:box|requirement|qualification|bullet|criteri"
    r"|one of these)|tick(?:ing)? (?:all|every)|check(?:ing)? (?:all|every)|100% (?:match|of)|imposter"
    r"|even if you (?:don'?t|do not)|don'?t (?:meet|worry|let|have all|hesitate)"
    r"|encourage(?:d)? (?:you )?to apply|please apply|apply (?:anyway|now|here|today|even)|(?:still|we'?d) (?:love"
    r"|want|like) to hear|want to hear from you|get in touch|reach out"
    r"|equal[- ](?:employment[- ]|employer|opportunit)|regardless of|without regard|protected (?:veteran"
    r"|characteristic|status|by)|sexual orientation|gender identity|reasonable accommodation|affirmative action"
    r"|background check(?:s)? (?:will|is|are)|privacy (?:policy|notice)"
    r"|^we(?:'re|'ve|'ll)? (?!need|require|expect|ask|are looking|are seeking|are searching|are hiring|looking"
    r"|want|seek|would|prefer|hire|search|strongly prefer)|^our (?:team|company|mission|benefits|culture|values"
    r"|office|clients|customers|product)\b"
    r"|\bwe(?:'ll| will) (?:provide|teach|train|support|offer|be in touch)\b|\b(?:no|zero) (?:prior "
    r"|previous )?(?:experience|degree|\w+ experience) (?:is )?(?:required|needed|necessary)|you don'?t need"
    r"|wir bieten|trotzdem bewerben|bewirb dich|auch wenn (?:du|sie) nicht|unabhängig von|nous (?:offrons"
    r"|proposons)|n'hésite|même si|ofrecemos|aunque no cumplas|wij bieden|offriamo|oferecemos|https?://|salary"
    r"|per (?:hour|annum)\b|\bbenefits (?:include|package)"
    r"|\bon your (?:resume|cv)\b|\bfailure to (?:provide|submit)|\bresult in disqualification|\btravel (?:may"
    r"|might) be required\b|\bfollow our guid"
    r"|^(?:full|part)[- ]time\b.{0,20}$|^note:|^#li|^job (?:type|id)|^(?:the )?following (?:is|are)\b|^\W*(?:and"
    r"|or)\W*$|^(?:responsibilities|duties) (?:include|are)",
    re.IGNORECASE,
)

_TELLS_TASK = re.compile(
    r"^(?:in this role,? )?you(?:'ll| will) (?!have\b|need\b|bring\b|be (?:able|comfortable|fluent|an?|skilled"
    r"|experienced|passionate|required|expected)\b|possess\b|also have\b|hold\b|know\b)",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Tell whether a line under a fitting heading asks for something: names a skill, an experience, a trait."""
    return bool(_ASKS.search(text))


def asks_reader(text: str) -> bool:
    """Tell whether a sentence in running text asks its reader for something, or says what the work requires."""
    return bool(_ASKS_YOU.search(text.replace("’", "'")))


def is_aside(text: str) -> bool:
    """Tell whether a line is beside the point wherever it stands: courage to apply, law, benefits."""
    return bool(_NO_REQUIREMENT.search(text.replace("’", "'")))


def is_no_requirement(text: str) -> bool:
    """Tell whether a line among the requirements asks for nothing: it is an aside, or says what is to be done."""
    return is_aside(text) or bool(_TELLS_TASK.search(text.replace("’", "'")))
