"""How messages claim a relation in other languages than English, as far as set phrases go."""

from __future__ import annotations

OTHER_LANGUAGES: dict[str, tuple[str, ...]] = {
    "de": (
        r"\bwir\s+(?:haben|hatten|kennen|sind)\s+(?:uns\b|beide|gemeinsam|schon|damals|zusammen)|\b(?:haben"
        r"|hatten)\s+wir\s+(?:uns|zusammen|gemeinsam|beide)\b|\bwie\s+(?:besprochen|vereinbart|abgesprochen"
        r"|versprochen|telefonisch)|\bunser(?:e[mnrs]?)?\s+(?:\w+\s+){0,2}(?:gespräch|treffen|telefonat|begegnung"
        r"|austausch|zeit|studienzeit|bekannt\w*|freund\w*)|\bgemeinsame[nrms]?\s+\w+",
    ),
    "fr": (
        r"\bnous\s+nous\s+(?:sommes|étions|connaissons|connaissions)|\bnous\s+(?:avons|avions"
        r"|sommes)\s+(?:\w+\s+){0,2}(?:tous|travaillé|étudié|discuté|parlé|échangé|partagé|fréquenté|en\s+commun|fait"
        r"|rencontré)|\bcomme\s+(?:convenu|discuté|promis|évoqué|prévu|nous|vous)\b"
        r"|\bnotre\s+(?:\w+\s+){0,2}(?:conversation|rencontre|échange|discussion|ami\w*|entretien|appel|relation)"
        r"|\b(?:m['’]a|m['’]ont)\s+(?:\w+\s+){0,2}(?:recommandé|conseillé|suggéré|parlé|présenté|orienté|donné"
        r"|encouragé)|\bde\s+la\s+part\s+de\b|\bsur\s+(?:la\s+recommandation|les?\s+conseils?)\b"
        r"|\bvotre\s+(?:\w+\s+){0,2}(?:conférence|article|podcast|intervention|livre|promotion|publication"
        r"|présentation|billet|interview|talk|récent\w*)|\bfélicitations?\b|\b(?:fidèle|grand|grande"
        r"|fervent)e?\s+(?:\w+\s+)?(?:utilisat\w+|client\w*|lect\w+|admirat\w+|fan)|\bj['’]admire"
        r"|\bje\s+(?:vous\s+)?(?:suis|admire)\s+(?:depuis|votre|vos)|\bcomme\s+(?:vous|toi),|\bami[es]?\s+(?:commun\w*"
        r"|en\s+commun)|\bancien(?:ne)?s?\s+(?:élève|camarade|collègue|étudiant)\w*"
        r"|\bravie?\s+de\s+(?:vous\s+)?(?:avoir|revoir)|\btous\s+(?:les\s+)?deux\b|\bnous\s+(?:partageons|venons)\b",
    ),
    "es": (
        r"\bnos\s+(?:conocimos|conocemos|vimos|encontramos|presentaron|hemos)|\bcomo\s+(?:hablamos|acordamos"
        r"|comentamos|quedamos|prometí|usted|tú,|conversamos)|\bnuestr[oa]s?\s+(?:\w+\s+){0,2}(?:conversación|charla"
        r"|encuentro|reunión|amig\w+|llamada|época|etapa)|\bme\s+(?:\w+\s+){0,2}(?:recomendó|sugirió|habló|presentó"
        r"|aconsejó|animó|dio)|\bde\s+parte\s+de\b|\bamig[oa]s?\s+(?:en\s+)?com[uú]n\w*|\b(?:su"
        r"|tu)\s+(?:\w+\s+){0,2}(?:charla|artículo|podcast|libro|ascenso|conferencia|ponencia|publicación|presentación"
        r"|entrevista|reciente\w*)|\b(?:felicidades|enhorabuena|felicit\w+)|\b(?:fiel|gran)\s+(?:\w+\s+)?(?:usuari\w+"
        r"|client\w+|lector\w*|seguidor\w*|admirador\w*|fan)|\badmiro\b|\bambos\s+\w+|\btrabajamos\s+juntos"
        r"|\bestudiamos\b|\bantigu[oa]s?\s+(?:compañer\w+|alumn\w+|coleg\w+)|\bcompañer[oa]s?\s+de\b"
        r"|\bfue\s+un\s+placer",
    ),
    "pt": (
        r"\bnos\s+(?:conhecemos|vimos|encontramos)|\bcomo\s+(?:conversamos|combinamos|falamos|combinado|prometi|você,)"
        r"|\bnoss[oa]s?\s+(?:\w+\s+){0,2}(?:conversa|encontro|reunião|amig\w+|época)"
        r"|\bme\s+(?:\w+\s+){0,2}(?:recomendou|sugeriu|indicou|falou|apresentou|aconselhou|incentivou)"
        r"|\bamig[oa]s?\s+em\s+comum|\b(?:sua|seu)\s+(?:\w+\s+){0,2}(?:palestra|artigo|podcast|livro|promoção"
        r"|publicação|apresentação|entrevista|recente\w*)|\bparabéns\b|\badmiro\b|\b(?:fiel"
        r"|grande)\s+(?:\w+\s+)?(?:usuári\w+|client\w+|leit\w+|seguidor\w*|admirador\w*|fã)|\bambos\s+\w+"
        r"|\btrabalhamos\s+juntos|\bestudamos\b|\bex-?coleg\w+|\bfoi\s+um\s+prazer",
    ),
    "it": (
        r"\bci\s+siamo\s+\w+|\bci\s+(?:conosciamo|conoscevamo)|\bcome\s+(?:d['’]accordo|concordato|discusso|promesso"
        r"|lei,|te,|abbiamo|anticipato)|\bnostr[oaie]\s+(?:\w+\s+){0,2}(?:conversazione|incontro|chiacchierata|amic\w+"
        r"|telefonata|colloquio)|\bmi\s+ha(?:nno)?\s+(?:\w+\s+){0,2}(?:consigliato|suggerito|parlato|presentato"
        r"|indirizzato|raccomandato|dato|incoraggiato)|\bamic[oaihe]+\s+(?:in\s+)?comun\w+|\b(?:suo|sua|tuo"
        r"|tua)\s+(?:\w+\s+){0,2}(?:articolo|podcast|libro|promozione|conferenza|intervento|presentazione"
        r"|pubblicazione|intervista|recente)|\b(?:congratulazioni|complimenti)\b|\bammiro\b|\b(?:fedele|grande"
        r"|affezionat\w)\s+(?:\w+\s+)?(?:utente|cliente|lettor\w+|fan|ammirat\w+)|\bentrambi\b"
        r"|\babbiamo\s+(?:\w+\s+){0,2}(?:lavorato|studiato|frequentato|parlato|condiviso)|\bex\s+(?:collega"
        r"|compagn\w+)|\bè\s+stato\s+un\s+piacere",
    ),
    "nl": (
        r"\bwe\s+(?:hebben|hadden|kennen|waren|ontmoetten|spraken|zijn)\s+(?:elkaar|ooit|samen|beiden?|allebei|vorig"
        r"|eerder|oud)|\b(?:hebben|kennen)\s+(?:we|wij)\s+elkaar|\bzoals\s+(?:besproken|afgesproken|beloofd|u,|jij,)"
        r"|\bons?e?\s+(?:\w+\s+){0,2}(?:gesprek|ontmoeting|telefoontje|kennis\w*|vriend\w*|kennismaking|tijd)"
        r"|\bheeft\s+(?:mij|me)\s+(?:\w+\s+){0,4}(?:aangeraden|verwezen|aanbevolen|verteld|gegeven|voorgesteld)"
        r"|\bgemeenschappelijke?\s+\w+|\b(?:uw|je|jouw)\s+(?:\w+\s+){0,2}(?:lezing|artikel|podcast|boek|promotie"
        r"|presentatie|publicatie|blog\w*|interview|recente)|\bgefeliciteerd\b|\bbewonder\b|\b(?:trouwe|grote"
        r"|vaste)\s+(?:\w+\s+)?(?:gebruik\w+|klant\w*|lezer\w*|fan|volger)|\boud-?(?:collega|studiegen\w+|student\w*)"
        r"|\ballebei\b|\bsamen\s+(?:gewerkt|gestudeerd)|\bleuk\s+(?:\w+\s+){0,3}(?:ontmoet|gesproken)",
    ),
}
# The same, of a form that may reach over the end of a sentence.
FAR_ABROAD: dict[str, tuple[str, ...]] = {
    "de": (
        r"\bhat\s+(?:mir|mich)\s+(?:\w+\s+){0,4}(?:empfohlen|geraten|verwiesen|vorgestellt|gebeten|erzählt|gegeben)"
        r"|\b(?:danke|dank)\s+(?:\w+\s+)?für\s+(?:(?!ihre\s+zeit)\w+\s+){0,3}(?:gespräch|telefonat"
        r"|austausch|treffen|tipp|einladung)\b"
        r"|\b(?:auf|dank)\s+(?:\w+\s+){0,2}(?:empfehlung|anraten)|\b(?:ihr|ihre|ihren|ihrem|dein|deine|deinen"
        r"|deinem)\s+(?:\w+\s+){0,2}(?:vortrag|artikel|beitrag|podcast|interview|buch|beförderung|blog\w*"
        r"|veröffentlichung|auszeichnung|präsentation|keynote)|\b(?:glückwunsch|gratulier\w+)|\b(?:begeisterte[rn]?"
        r"|treue[rn]?|langjährige[rn]?|leidenschaftliche[rn]?)\s+(?:\w+\s+)?(?:nutzer|kunde|kundin|nutzerin|leser"
        r"|leserin|fan|anhänger)\w*|\bseit\s+(?:\w+\s+){0,3}(?:bewundere|verfolge|nutze|folge)|\b(?:bewundere|verfolge"
        r"|folge)\s+(?:ich\s+)?(?:\w+\s+){0,2}(?:ihr\w*|ihnen|dein\w*|die|das)|\b(?:ebenso|genau)\s*wie\s+(?:sie|du"
        r"|ich)\b|\bwie\s+sie\s+(?:auch|habe)|\bals\s+(?:ehemalige[r]?|mit-?absolvent\w*|kommiliton\w*|alumn\w+)"
        r"|\b(?:kommiliton|studienfreund|schulfreund|ehemalige\s+kolleg)\w*|\b(?:schön|freut|gefreut"
        r"|nett)\b[^.]{0,30}\bkennen\s?(?:zu)?gelernt|\bkennengelernt\b|\bwir\s+(?:trafen|sprachen|kannten|arbeiteten"
        r"|studierten)\b|\bgetroffen\s+haben|\bwiederzu(?:sehen|hören)",
    ),
}
