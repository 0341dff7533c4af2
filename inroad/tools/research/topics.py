"""What a sentence about a company is about, by its words."""

from __future__ import annotations

import re

from inroad.analysis import Topic
from inroad.reference.skills import unmistakable

_MONEY = r"(?:[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[$€£]|USD|EUR|GBP|CHF|dollars|euros?|pounds))"
_COUNT = r"\d[\d.,]*\s?(?:\+|k\b|,000)?"

# In this order; the first that fits says what a sentence is about. English, German, French, Spanish, Dutch, Italian,
# Portuguese.
_BY_WORDS: tuple[tuple[Topic, str], ...] = (
    (
        "funding",
        rf"\b(?:rais(?:ed|es|ing)|secur(?:ed|es)|clos(?:ed|es)|landed|lands|nabs|received|sammelt\w*|erhielt|erhält"
        rf"|lève|levé"
        rf"|recauda|raccoglie|raccolto|captou|levantou|haalt|ophaalt)\b.{{0,60}}(?:{_MONEY}|\bmillion|\bMio"
        rf"|\bMillionen|\bmillones"
        r"|\bmilioni|\bmilhões|\bmiljoen|\bround\b|\bfunding\b|\bSeries [A-H]\b)"
        rf"|{_MONEY}.{{0,30}}\b(?:funding|round|investment|valuation|Series [A-H]|seed)\b"
        r"|\bSeries [A-H]\b|\bseed (?:round|funding|stage)|\bpre-seed\b|\bfunding round\b|\btotal funding\b"
        r"|\bvaluation of\b|\bvalued at\b"
        r"|\bventure[- ]backed\b|\bbacked by\b|\bbootstrapped\b|\binvestors? (?:include|such as|like)\b"
        r"|\bour investors\b|\bIPO\b"
        r"|\bFinanzierungsrunde|\bfinanziert von\b|\blevée de fonds\b|\bronda de (?:financiación|inversión)\b"
        r"|\binvesteerders\b"
        r"|\bround di finanziamento\b|\brodada de (?:investimento|financiamento)\b",
    ),
    (
        "hiring",
        r"\b(?:is|are|we.re|now|actively|currently) (?:now |currently |actively )?(?:hiring|recruiting)\b"
        r"|\blooking for \d+ more\b|\blooking to hire\b|\bhiring (?:spree|push|freeze|plans?|for)\b"
        r"|\b(?:plans?|plant|prévoit|planea|prevede|planeja|wil) .{0,40}\b(?:hire|recruit|einstellen|recruter"
        r"|contratar|assumere|aannemen)\b"
        r"|\b(?:hire|recruit|hires|hired|adds?|create|creates) (?:\w+ ){0,3}\d[\d.,]* (?:\w+ ){0,2}(?:people"
        r"|employees|engineers|jobs|staff|workers|roles)"
        r"|\bopen (?:positions|roles|jobs)\b|\bjob openings?\b|\bnew jobs\b|\blay(?:s|ing)?[- ]?offs?\b|\blaid off\b"
        r"|\bjob cuts\b|\bcut(?:s|ting)? .{0,20}\bjobs\b"
        r"|\bheadcount\b|\bdoubl(?:e|ed|ing) (?:\w+ ){0,2}(?:team|headcount|workforce|staff)\b|\bgrowing (?:our|its"
        r"|the) team\b"
        r"|\bsuch(?:t|en)\b.{0,50}\b(?:Leute|Mitarbeit\w*|Verstärkung|Fachkräfte|Kolleg\w+)\b|\bstellt ein\b"
        r"|\boffene Stellen\b|\bneue Stellen\b|\bEntlassung|\bStellenabbau|\brecrut(?:e|ement|ons)\b"
        r"|\bpostes à pourvoir\b"
        r"|\bcontratando\b|\bcontratación\b|\bdespidos\b|\bvacatures\b|\bnieuwe banen\b|\bposizioni aperte\b"
        r"|\blicenziament\w+|\bdemissões\b",
    ),
    (
        "size",
        rf"\b{_COUNT}(?: \w+)?(?: \w+)? ?(?:employees|staff|team ?members|people|colleagues|professionals|engineers"
        rf"|Mitarbeit\w+|Beschäftigte\w*"
        r"|Kolleg\w+|Menschen|salariés|collaborat\w+|employés|empleados|personas|medewerkers|collega.s|dipendenti"
        r"|persone|funcionários"
        r"|colaboradores|pessoas)\b(?! (?:who|that) (?:use|trust|rely))"
        rf"|\b(?:team|Team|équipe|equipo|squadra|equipa) (?:of|von|aus|de|van|di) (?:about|around|over|more than|über"
        rf"|rund|plus de|más de)? ?{_COUNT}"
        rf"|\b(?:employs|beschäftigt|emploie|emplea|impiega|emprega)\b.{{0,30}}\d"
        rf"|\b{_COUNT} (?:offices|locations|countries|stores|Standorte\w*|Länder\w*|pays|bureaux|países|paesi|landen"
        rf"|vestigingen)\b"
        rf"|\b(?:annual )?(?:revenue|turnover|Umsatz|chiffre d.affaires|facturación|omzet|fatturato"
        rf"|faturamento)\b.{{0,40}}\d"
        rf"|\b{_COUNT}(?:million|m|thousand|Mio\.?|Millionen|millions|millones)? (?:\w+ )?(?:customers|users|clients"
        rf"|downloads|members|Kunden|clientes|klanten)\b",
    ),
    (
        "people",
        r"\b(?:co-?)?founded (?:in \d{4} )?by\b|\bfounders?\b|\bco-?founders?\b|\b(?:CEO|CTO|CFO|COO"
        r"|chief \w+ officer|managing director"
        r"|president|chairman|chairwoman)\b|\bled by\b|\bappoint(?:s|ed)\b|\bsteps? down\b|\bgegründet von\b"
        r"|\bGründer\w*|\bGeschäftsführ\w+"
        r"|\bfondée? par\b|\bfondat(?:eur|rice|ore|ori)\b|\bfundad[oa]\w* por\b|\bfundador\w*|\bopgericht door\b"
        r"|\boprichter\w*|\bdirecteur général\b",
    ),
    (
        "place",
        r"\bheadquarter(?:s|ed)\b|\bHQ\b|\b(?:is|are|company|firm|startup|based) based (?:in|out of)\b"
        r"|\bbased in [A-Z]|\b[A-Z]\w+-based\b"
        r"|\boffices? in\b|\blocated in\b|\bHauptsitz|\bmit Sitz in\b|\bStandort\w* in\b|\bsiège (?:social|est)\b"
        r"|\bbasée? à\b|\bcon sede en\b"
        r"|\bgevestigd in\b|\bhoofdkantoor\b|\bcon sede a\b|\bcom sede em\b|\bhas opened an? (?:new )?(?:office|site"
        r"|hub|factory|plant)\b",
    ),
    (
        "news",
        r"\b(?:launch(?:ed|es)|announc(?:ed|es)|unveil(?:s|ed)|acquir(?:ed|es)|acquisition of|merg(?:ed|es|er)"
        r"|partner(?:ed|s) with|partnership with"
        r"|signed|wins|won|awarded|named (?:a|one|to)|expand(?:s|ed) (?:in)?to|opens|released?|recently)\b"
        r"|\b(?:kündigt|gibt bekannt|übernimmt|übernahm|startet|gewinnt|annonce|acquiert|lance|présente|presenta"
        r"|stellt vor|anuncia|lanza|adquiere"
        r"|kondigt|lanceert|neemt over"
        r"|acquisisce|annuncia|lancia|adquire|lança)\b",
    ),
    (
        "tech",
        r"\b(?:tech(?:nology)? stack|our stack|built (?:on|with|in)|written in|powered by|running on|runs on|we use"
        r"|we work with|Tech-?Stack|Technologien"
        r"|wir nutzen|wir arbeiten mit|nous utilisons|usamos|utilizamos|we gebruiken|utilizziamo)\b",
    ),
    (
        "product",
        r"\b(?:product|platform|app|software|service|solution|tool|suite|API|marketplace|Produkt\w*|Plattform"
        r"|Lösung\w*|produits?|plateforme|logiciel"
        r"|producto\w*|plataforma|oplossing\w*|platform|prodott\w+|piattaforma|produto\w*)s?\b.{0,80}\b(?:help|lets?"
        r"|allow|enable|make|give|provide|offer"
        r"|connect|automat|combine|power|support|hilft|ermöglicht|bietet|permet|aide|permite|ayuda|biedt|helpt|aiuta"
        r"|consente|offre|oferece)\w*"
        r"|\b(?:offers?|provides?|sells?|delivers?|bietet|verkauft|propose|ofrece|biedt|offre|oferece)\b",
    ),
    (
        "what",
        r"\b(?:is|are|was|ist|sind|est|sommes|es|son|somos|is|zijn|è|siamo|é|são)\s+(?:an?|the|one|on a mission|among"
        r"|building|making|transforming"
        r"|reinventing|changing|creating|developing|ein\w*|der|die|das|une?|la|le|les|una?|el|een|de|het|un|il|uma?|o"
        r"|a)\b"
        r"|\b(?:builds?|makes?|develops?|designs?|helps?|operates?|creates?|manufactures?|enables?|empowers?"
        r"|connects?|serves?|specialis\w+|specializ\w+"
        r"|brings?|transforms?|entwickel\w+|baut|bauen|hilft|helfen|développ\w+|conçoit|aide|aidons|desarroll\w+"
        r"|ayuda\w*|ontwikkel\w+|helpt|helpen|maakt"
        r"|svilupp\w+|aiuta|desenvolv\w+|ajuda\w*)\b"
        r"|\b(?:mission|vision|purpose|Mission|Ziel|objectif|misión|missie|missione|missão)\b|\bfounded in\b"
        r"|\bgegründet\b|\bfondée? en\b|\bfundada? en\b"
        r"|\bopgericht in\b|\bfondata nel\b|\bsince (?:19|20)\d\d\b",
    ),
)
_PATTERNS = tuple((topic, re.compile(words)) for topic, words in _BY_WORDS)
_TOOLS = 2
_WORD = re.compile(r"[\w+#./&-]+")


def topic_of(sentence: str) -> Topic | None:
    """Return what a sentence about a company is about, None where its words do not tell."""
    for topic, pattern in _PATTERNS:
        if pattern.search(sentence) and (topic != "tech" or tools_named(sentence)):
            return topic
    return "tech" if tools_named(sentence) >= _TOOLS else None


def tools_named(sentence: str) -> int:
    """Return how many skills and tools a sentence names beyond doubt."""
    words = [word.strip(".,;:!?()") for word in _WORD.findall(sentence.casefold())]
    known = unmistakable()
    named = {" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, start + 4)}
    return len({known[name] for name in named & known.keys()})
