"""What part of a posting a heading begins: what is asked for, what is to be done, what is offered, and the rest.

The words are those that postings use in English, German, French, Spanish, Dutch, Italian, Portuguese, and the
commonest ones in Polish and Japanese.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from inroad.tools.jd.folding import bare

Part = Literal["", "must", "nice", "tasks", "role", "stack", "offer", "company", "legal", "process", "other"]

_MOST_WORDS = 12
_MOST_CHARACTERS = 110
_MOST_OF_AN_INTRODUCTION = 300

_NICE = (
    r"nice[- ]to[- ]ha(?:ve|s)|good[- ]to[- ]have|bonus (?:points?|skills?|if|qualif|experience|requirements?)"
    r"|^bonus(?:es)?$"
    r"|^extra (?:points|credit)|^even better|brownie points|^(?:pluses|a plus|big plus|plus points|plus"
    r"|plus \(no excluyente\))$"
    r"|\bpreferred\b|\bpreferences?\b(?!.*cookie)|\bdesir(?:ed|able)\b|\boptional\b|beneficial|advantageous|ideally"
    r"|(?:also |even |extra |particularly )(?:great|better|awesome|nice|cool|valuable) if|would be (?:a "
    r"|an )?(?:plus|bonus|great|nice|asset)"
    r"|(?:stand|stands) out|set you apart|what (?:else )?(?:could|would) help|not required|it(?:'s| is) a plus"
    r"|we(?:'d| would) (?:also )?love (?:it )?if|extra qualifications|^assets?$|asset qualifications"
    r"|helpful experience|additional (?:qualif|skills|experience|requirements|criteria)"
    r"|you (?:might|may|could) (?:also|even) (?:have|bring|be)"
    r"|von vorteil|wünschenswert|idealerweise|pluspunkte?|das wäre (?:super|toll|schön|klasse)|optional|nice to have"
    r"|^(?:les? |vos |tes )?(?:petits? )?(?:plus|atouts?|\+)(?: \w+){0,3}$|serait un (?:plus|atout)|souhaité"
    r"|appréciée?s?"
    r"|desea(?:ble|do)|se valora|valorable|valoraremos|sería un plus|no excluyente|puntos extra|suma(?:rá|n)? puntos"
    r"|^pr[ée]$|een (?:pré|plus)|bij voorkeur|mooi meegenomen|gewenst|preferibil|gradit[oiae]|titolo preferenziale"
    r"|diferencia(?:l|is)|desejáve(?:l|is)|mile widzian|dodatkow\w+ atut|歓迎|尚可|あれば"
)
_LEGAL = (
    r"equal[- ](?:employment[- ])?opportunit|\beeo[ec]?\b|divers(?:e|ity)|inclusi(?:on|ve)|accommodations?|privacy"
    r"|disclaimer"
    r"|legal|notice|gdpr|data protection|datenschutz|chancengleichheit|vielfalt|égalité|diversité|diversidad"
    r"|inclusión"
    r"|gelijke kansen|pari opportunità|inclusione|diversidade|fair chance|e-verify|visa sponsorship|background check"
    r"|recruit(?:ment|ing) (?:agenc|fraud|scam)|^(?:job )?fraud|agencies|applicants? (?:in|from|rights)"
    r"|code of conduct|commitment to"
)
_PROCESS = (
    r"closing date|^deadline|apply by|bewerbungsfrist|date limite|fecha límite|scadenza|how (?:to|do i"
    r"|you can) apply|application (?:process|instructions|deadline)|(?:to|ready to|please) apply"
    r"|apply (?:now|today|here|with)"
    r"|^apply|(?:hiring|interview|recruit(?:ment|ing)|selection) (?:process|steps|stages)|interview(?:s|ing)?\b"
    r"|how we hire|next steps?"
    r"|what to expect (?:in|from|during|after|when)|the process|our process|about your application|interested\?"
    r"|ready to (?:join|talk|surf)"
    r"|bewerbung|bewerbungsprozess|so geht'?s weiter|kontakt|contact|interessiert|haben wir (?:dein|ihr) interesse"
    r"|(?:processus|process) de recrutement|comment postuler|candidature|proceso de selección|cómo (?:aplicar"
    r"|postular)|solliciteren"
    r"|sollicitatieproces|interesse\?|candidati|processo (?:di selezione|seletivo)|candidatura|inscrição"
    r"|jak aplikować|応募方法|選考"
    r"|for each job|if that's you|could that be you|sound(?:s)? like (?:you|your)|recruitment philosophy"
    r"|as part of your application"
)
_MUST = (
    r"^(?:required|mandatory|needed|essential)$"
    r"|person specification|selection criteria|requirements?\b|qualifications?\b|^what (?:you|you'll|you will"
    r"|we think you'll) (?:need|bring|have|offer"
    r"|should have|must have)\b"
    r"|what (?:do )?you(?:'ll| will)? (?:need|bring|have)\b|what we(?:'re| are)? (?:look(?:ing)? for|need|require"
    r"|expect|want|seek)"
    r"|(?:we(?:'re| are)?|looking|look|searching) (?:look(?:ing)? )?for\b(?! (?:a|an|to) \w+ to)|you(?:'ll"
    r"| will)? (?:have|bring|need)\b|^you (?:are|possess|know|should)\b"
    r"|about you\b|who you are|who are you\b|^(?:you|essentials?|musts?|must[- ]haves?)$|must[- ]have|(?:your|the"
    r"|candidate|ideal|required|job|position) profile|^profile$"
    r"|(?:ideal|right|successful|perfect|strong|good|best) (?:candidate|person|fit|applicant)|good fit|great fit"
    r"|right fit|(?:good|great|right|strong) match|set you up for success|strengths|is this you\b"
    r"|what makes (?:you )?a (?:good|great)"
    r"|(?:required|minimum|basic|key|core|essential|technical|hard|soft|needed|necessary|mandatory) (?:skills?"
    r"|experience|knowledge|competenc|abilit|criteria|education)"
    r"|^(?:your |the |relevant |professional )?(?:education|experience|skills?|expertise|background|knowledge"
    r"|competenc(?:ies|es)|abilities|languages?|skill ?set|credentials?|eligibility)"
    r"(?:,? (?:and|&|\/) ?(?:\w+ ?){1,3})?$|(?:education|skills|experience|knowledge|abilities)(?:,| and| &| \/"
    r"|\/) ?(?:experience|skills|knowledge|abilities|education|training|expertise|qualif)"
    r"|^(?:required |professional )?(?:licen[cs]es?|certifications?)\b"
    r"|who (?:we(?:'re| are)? (?:are )?(?:looking for|want|need|seek)"
    r"|should apply|will succeed|thrives?|will thrive)|you (?:might|may|could|would) be (?:a )?"
    r"|you will be a (?:great|good)"
    r"|you(?:'re| are) (?:a |the )?(?:great|good|right|perfect|ideal|probably|someone|likely)|you(?:'ll"
    r"| will) (?:thrive|succeed|love|fit|be successful|excel) (?:here |in this role )?(?:if|with)"
    r"|to (?:be successful|succeed|thrive|qualify)|what (?:it takes|you offer|will make you)|what excites you"
    r"|(?:should|must) have|we(?:'d| would) (?:love|like) (?:you )?to (?:see|have|hear from)|ideally has"
    r"|candidate has|expect you to have|conditions of employment|selective factor"
    r"|you (?:are|should be) in the right place if|join us if|apply if you|this (?:role|job|is) (?:is )?for you if"
    r"|what you('ll)? bring|looking for someone"
    r"|(?:ihr|dein|euer|das|unser) profil\b|profil(?:anforderung)?$|anforderung|voraussetzung|qualifikation|(?:das"
    r"|was|dein|ihr|du|sie) (?:bringst|bringen|solltest|sollten|zeichnet|sie mit|mitbringst|mitbringen)"
    r"|mitbring|bringst du|bringen sie|(?:das|was) (?:erwarten wir|wünschen wir uns|suchen wir|wir (?:suchen"
    r"|erwarten|brauchen))|wen wir suchen|wir suchen|du hast|sie haben|deine (?:skills|kenntnisse|stärken|qualit)"
    r"|ihre (?:kenntnisse|stärken|kompetenz)|kenntnisse|fähigkeiten|was dich aus|das bist du|kompetenzen"
    r"|profil (?:recherché|souhaité|attendu|idéal|requis)|(?:votre|ton|le|quel|son) profil|compétences|qualités"
    r"|(?:pré-?requis|prérequis)|que recherchons|nous recherchons|ce que (?:nous|l'on) (?:recherch|attend)"
    r"|^formation(?: et| &|$)|vous (?:êtes|avez|possédez|disposez)|tu es\b|tu as\b|exigences|qui (?:êtes|es)[- ]"
    r"|requisit|perfil|(?:qué|lo que|a quién) (?:buscamos|necesit|pedimos)|buscamos|conocimientos|formación"
    r"|competencias|habilidades|experiencia (?:requerida|necesaria)|imprescindible|que debes tener|qué necesitas"
    r"|(?:jouw|je|het|functie|ons|wie ben|wat vragen|wat breng|dit ben|dit breng)[- ]?(?: ?profiel| jij| wij| je"
    r"| we)\b|functie-?eisen|profiel|wat (?:vragen|verwachten|zoeken) (?:wij|we)|wij vragen|vereisten|wie ben jij"
    r"|jij (?:hebt|bent|brengt|beschikt)|dit heb je|wat neem je mee|jouw kwaliteiten|kwalificaties"
    r"|profilo|(?:cosa|chi) (?:cerchiamo|stiamo cercando)|competenze|conoscenze|cosa ti serve|requisiti"
    r"|titolo di studio|chi sei"
    r"|(?:o que|quem) (?:buscamos|procuramos|esperamos|precisamos|você precisa)|qualificações|conhecimentos"
    r"|competências|formação|o teu perfil|seu perfil|exigências"
    r"|wymagania|oczekujemy|oczekiwania|czego (?:oczekujemy|szukamy)"
    r"|応募資格|必須|求める|このような方|応募要件|対象となる方"
)
_TASKS = (
    r"responsib|the results|what you(?:'ll| will|'d| would)? (?:be |get to )?(?:do|doing|work|own|build|achieve"
    r"|accomplish|deliver|lead|tackle|be responsible|be in charge)|^(?:you will|you'll|in this role,? you(?:'ll"
    r"| will)?|as (?:a|an|our|the) .*,? you(?:'ll| will)?)( also)?( be)?(?: \w+ing)?$"
    r"|you will (?:also|be|do|work|own|lead)|(?:key|main|core|primary|daily|essential|job|your|major"
    r"|typical)? ?(?:tasks|duties|functions|objectives|accountabilities|deliverables)\b|day[- ]to[- ]day"
    r"|day in the life|your (?:mission|impact|role|work|job|day|challenge)"
    r"|^(?:the )?mission$|what success looks like|(?:first|next) (?:\w+ )?(?:months?|days|year)\b|results you"
    r"|how you(?:'ll| will) (?:make|contribute|have)|make an impact|what (?:the job|you can expect to do)|goals"
    r"|performance looks like|expectations for success|scope|what would your day|the work\b|what this role"
    r"|role (?:involves|entails)|areas of (?:focus|responsib)"
    r"|aufgaben|tätigkeit|das (?:erwartet|machst|wirst|sind deine)|was (?:dich|sie|du|euch) (?:erwartet|machst"
    r"|bewegst|tust|tun)|deine (?:rolle|wirkung|mission|verantwortung|herausforderung)|ihre (?:rolle|mission"
    r"|verantwortung|herausforderung)|herausforderung|verantwortlich|das tust du|dein (?:job|impact|alltag)"
    r"|missions?\b|responsabilités|tâches|(?:vos|tes|votre|ta|ton) (?:mission|rôle|responsab|quotidien|futur)"
    r"|ce que (?:vous|tu) (?:ferez|feras)|le poste|activités|rattaché"
    r"|responsabilidad|funciones|tareas|(?:qué|lo que) (?:harás|vas a hacer|hará)|tu (?:misión|día a día|rol)"
    r"|actividades"
    r"|taken|werkzaamheden|verantwoordelijk|wat ga (?:je|jij)|wat je (?:gaat )?doe(?:n|t)|jouw (?:rol|werk|impact"
    r"|functie|uitdaging)|de functie|dit ga je doen|functieomschrijving"
    r"|responsabilità|mansioni|attività|cosa farai|di cosa ti occuperai|il tuo ruolo|compiti|le tue"
    r"|responsabilidades|atividades|atribuições|o que (?:você|vais|irá) (?:vai )?faz|sua missão|suas|tarefas"
    r"|obowiązk|zakres|業務内容|仕事内容|主な業務|職務"
)
_ROLE = (
    r"^(?:about )?(?:the|this|your) (?:role|position|job|opportunity|team|internship|program|challenge"
    r"|department)(?: .*)?$|^(?:role|job|position)(?: (?:overview|summary|description|purpose|details|at a glance"
    r"|brief|context))?$|(?:role|job|position) (?:overview|summary|description|purpose|at a glance)"
    r"|^(?:overview|summary|description|introduction|the opportunity|about the .*|what are we hiring for\??"
    r"|why this role.*|what you'll be part of|a quick run-?down.*|tl;? ?dr.*|your team|our team|team)$"
    r"|über (?:die|diese) (?:rolle|stelle|position)|die (?:rolle|stelle|position)|stellenbeschreibung|das team"
    r"|dein team|description du poste|à propos du poste|le rôle|l'équipe|descripción|sobre el (?:puesto|rol)"
    r"|el (?:puesto|rol)|over de (?:rol|functie)|de rol|het team|il ruolo|descrizione|la posizione|a vaga"
    r"|sobre a vaga|descrição|o stanowisku|このポジション"
)
_STACK = (
    r"(?:our |the |your |tech(?:nology|nical)? |current )+stack|^stack$|technolog(?:ies|y) (?:we|you|stack)"
    r"|tools (?:we|you)|tech(?:nology)? environment|tech-?stack|technologien|stack technique|technische omgeving"
    r"|tecnologie|tecnologías|技術"
)
_OFFER = (
    r"^we (?:have|give|provide)$"
    r"|benefits?\b|perks?\b|good stuff|compensation|salary|\bpay\b|what we offer|we offer|what(?:'s| is) in it for you"
    r"|what you(?:'ll| will)? (?:get|receive|gain|love|enjoy|can expect)|why (?:you|join|work|us|we|this company"
    r"|our)|remuneration|total rewards|our offer|what do we offer|you(?:'ll| will) (?:love|get|enjoy|receive)"
    r"|^why\b|in return|time off|health|wellness|well-?being|equity|stock|vacation|pto|insurance|401|bonus\b"
    r"|what (?:can )?you (?:can )?expect from us|care for you|family|lunch|share in our|additional (?:benefits"
    r"|pay)|growth (?:opportunit|&|and)|package|come take off|let's build"
    r"|wir bieten|bieten wir|das bieten|was (?:wir|dich|sie).*bieten|unser angebot|(?:deine|ihre) (?:vorteile"
    r"|benefits)|vergütung|gehalt|darum|warum|freu dich|gute gründe|wir dir"
    r"|nous (?:offrons|proposons|vous offr|te propos)|ce que nous (?:offr|propos)|avantages|rémunération|salaire"
    r"|(?:ce qu'on|on) (?:t'|vous )?offre|pourquoi|nos avantages|ofrecemos|qué (?:te )?ofrec|beneficios|salario"
    r"|por qué|wij bieden|wat (?:wij|we) bieden|wat bieden|aanbod|arbeidsvoorwaarden|salaris|waarom|dit krijg je"
    r"|wat krijg"
    r"|(?:cosa )?offriamo|benefit|retribuzione|perché|o que (?:oferecemos|você ganha)|oferecemos|benefícios"
    r"|remuneração|porquê|oferujemy|benefity|co oferujemy|福利厚生|待遇|給与|年収"
)
_COMPANY = (
    r"about (?:us|the company|our|[a-z0-9.#]+(?: [a-z0-9.&]+){0,3})$|who (?:we are|are we)|our (?:company|story"
    r"|mission|values|culture|vision|client|principles|product|customers|offices?)|^(?:company|culture|values"
    r"|mission|vision|mission statement|the company|more about .*|learn more.*|life at .*|working at .*"
    r"|culture (?:at|&|and) .*)$|who is \w|what is \w+\?|(?:company|core|engineering) (?:overview|values|culture"
    r"|mission|description|profile)|what we (?:do|value|believe|'re building|are building)|what do we believe"
    r"|how we (?:work|roll|build)|meet (?:the|our)|^what (?:our )?\w+ say\b|testimonials?"
    r"|über uns|wer (?:wir|sind)|unternehmen|unser(?:e|en)? (?:team|werte|kunden|mission)|das sind wir"
    r"|qui (?:sommes|est)|à propos|notre (?:entreprise|mission|histoire|société)|nos valeurs|l'entreprise"
    r"|sobre (?:nosotros|la empresa|nós|a empresa)|quiénes somos|quem somos|over ons|wie (?:zijn|wij)|ons bedrijf"
    r"|chi siamo|su (?:di noi|\w+)$|l'azienda|o nas|o firmie|について|会社概要"
)
_OTHER = (
    r"schedule|shift|hours|location|where you(?:'ll| will) (?:be|work)|start date|basic information|supervisory"
    r"|vacanc|#li-|job (?:id|type|category)|req(?:uisition)? id|employment type|"
    r"reports to|travel$|additional (?:information|info|details)|other$|territory|duration|department|arbeitsort"
    r"|standort|lieu|ubicación|locatie|sede|local(?:ização)?$|勤務地"
)
# In this order: a heading that says two things ("preferred qualifications") begins the part that stands first here.
_WORDS: tuple[tuple[Part, str], ...] = (
    ("nice", _NICE), ("legal", _LEGAL), ("process", _PROCESS), ("stack", _STACK), ("role", _ROLE),
    ("tasks", r"the results|in charge of"), ("other", r"^work(?:ing)? (?:environment|conditions)"), ("must", _MUST),
    ("tasks", _TASKS), ("offer", _OFFER), ("company", _COMPANY), ("other", _OTHER),
)  # fmt: skip
_KINDS = [(part, re.compile(words)) for part, words in _WORDS]


@lru_cache(maxsize=4_000)
def part_of(heading: str) -> Part:
    """Return which part a heading begins, "" where its words say nothing or are too many for a heading.

    Of a longer line that ends with a colon the last words count: "... may be a good match for you if you have:".
    """
    words = bare(heading[-_MOST_CHARACTERS:])
    if (
        len(words.split()) > _MOST_WORDS
        and heading.rstrip().endswith((":", "："))
        and len(heading) < _MOST_OF_AN_INTRODUCTION
    ):
        words = " ".join(words.split()[-_MOST_WORDS:])
    if not words or len(heading) > _MOST_OF_AN_INTRODUCTION or len(words.split()) > _MOST_WORDS:
        return ""
    return next((part for part, pattern in _KINDS if pattern.search(words)), "")
