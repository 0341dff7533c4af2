"""The words of an education that tell a degree from everything else. Written by hand from general knowledge.

Texts are folded first (`fold`): plain lower-case letters, no dots. Two kinds of text are told apart: the label (degree,
field and the line of the source), where a word says what the entry is, and the summary, where people tell of courses
and terms abroad beside a degree, so that only whole sayings count.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_APART = re.compile(r"[^a-z0-9&+/' -]+")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Return a text in plain lower case; dots vanish, so that "B.Sc." is "bsc", other marks become " , "."""
    plain = anyascii(text).lower().replace("’", "'").replace("`", "'").replace(".", "")
    return " ".join(_APART.sub(" , ", plain).split())


def _words(patterns: str) -> re.Pattern[str]:
    """Compile whole words from a list that " | " and new lines divide."""
    each = [pattern for line in patterns.strip().splitlines() for pattern in line.strip().split(" | ")]
    return re.compile(rf"\b(?:{'|'.join(each)})(?!\w)")


# What looks like a degree and is none; taken out before degrees are looked for.
_NOT_DEGREES = _words(
    r"""
    micro-?\s?(?:masters?|bachelors?) | nano-?\s?degrees? | mini-?\s?mba | pre-?\s?(?:mba|med|law|phd|masters?)
    master-?\s?class(?:es)? | scrum master | post-?\s?(?:bacc?|baccalaureate|doc\w*|phd) | pre-?\s?doc\w*
    non-?\s?degree | no degree | mba (?:essentials|fundamentals|basics|bootcamp|exchange) | lean six sigma \w+
    toastmasters? | web ?master
    (?:masters?|bachelors?|doctoral|ph ?d|mba)(?:'s)?(?: level)? (?:certificat\w*|courses?|class(?:es)?|modules?)
    (?:working )?towards? (?:a |an |my )?degree
    """
)

# Postgraduate programmes of business schools without the word "degree" (PGDM, PGP) are degrees in all but name.
_DEGREE = _words(
    r"""
    bachelors?(?:'s)? | bachelor'?s?-?degree | baccalaureus | masters?(?:'s)? | magister | doctorates?
    doctor(?:al)?(?: of| in|,|$| degree| program) | doctoral | associates?(?:'s)? (?:of|in|degree|s)\b
    associates?(?:'s)?$ | associates?(?:'s)?(?= ,) | juris doctor | undergraduate degree | graduate degree
    (?:dual|double|joint|first|second|combined|honou?rs|college|university|foundation|bs|ba) degree | degree
    b ?sc? | b ?a | bs[a-z]{1,3} | b ?eng? | b ?tech | b ?com(?:m)? | b ?ed | b ?arch | b ?des | b ?pharm | b ?phil
    bba | bbm | bca | bfa | bme | bmus | bms | bsn | bfin | bmath | basc | bpa | bais | ba/bs | bm?bs | mb ?ch ?b
    mbbs | bds | bvsc | scb | scm | alm | alb | llb | llm | jd | jsd | sjd | md | dds | dmd | dvm | vmd | pharm ?d
    psy ?d | ed ?d | eng ?d | dba | dphil | d ?phil | ph ?d | d ?sc | sc ?d | dr phil | dr rer nat | dr-ing | dr ing
    drph | dnp | dpt | m ?sc? | m ?a | ms[a-z]{1,3} | m ?eng? | m ?tech | m ?com(?:m)? | m ?ed | m ?arch | m ?des
    mids | m ?phil | m ?res | mba | emba | mca | mfa | mfe | mhci | mim | mib | mism | mlis | mmath | mmus | mpa
    mpp | mph | mps | mpl | mss?w | mst | mup | mcs | mcit | macc | mfin | msba | mchem | mphys | msci | ma/ms
    mdes | mdiv | aas | aa/as | licenciatura | licenciad[oa] | licentiate | licentiat
    laurea(?: magistrale| triennale)? | dottorato | dottore | maitrise | doctorat | doctorado | doutorado | mestrado
    maestria | mastere? | bacharel(?:ado)? | graduacao | ingeniero | ingeniera | ingenieria | ingenieur
    diplome d'ingenieur | grande ecole | diplom(?:-?\s?(?!a\b|e\b|as\b)\w+)? | dipl(?:-| )\w+ | staatsexamen
    magisterium | civilingenjor | candidatus | cand\w* (?:merc|polyt|scient) | doktor(?:at|a)? | lisans
    yuksek lisans | egyetem | doctorandus | specialist degree | diploma de licenciatura | grado en \w+ | grado
    titulo de grado | pgdm | pgdba | pgdbm | pgpm?x? | epgp | post ?-?graduate (?:diploma|programme|program)
    postgraduate diploma | graduate diploma | pg ?dip(?:loma)? | grad ?dip | bachelor-?\s?\w*studium | masterstudium
    hons | honou?rs | (?:magna |summa )?cum laude | integrated masters? | dnsep | fachhochschulreife diplom | hbsc
    hba | bhsc | bsocsc | bbus | bcs | bcomp | ^licence | licence professionnelle | licencjat | inzynier | bakalavr
    magistr | spetsialist | benke | xueshi | shuoshi | xiushi | boshi | hagsa | seogsa | bagsa | masc | m[12] | deug
    kandidatexamen
    """
)
# Abbreviations that are words as well: they count where a degree would stand, not within a sentence.
_SHORT_DEGREE = re.compile(
    r"(?:^|[,/&+] ?|\band )"
    r"(?:a ?[abs]|s ?[bm]|b ?m|be|am|do|bit|bis|bas|mis|mot|mint|med|dea|dess|hdr|dut|bts|mgr|inz|ing|bc|mag|drs"
    r"|promotion|kandidat)"
    r"(?=$| ?[,/&+]| -| in\b| of\b| and\b| hons\b| degree\b| inz\b)"
)

# Words that make an entry no degree of that school, whatever degree stands beside them.
GUEST = _words(
    r"""
    (?<!foreign )(?<!stock )exchange(?! (?:rate|market)s?) | erasmus(?! university| universiteit| mundus)
    visit(?:ing|or) | study(?:ing)? abroad | semester abroad | (?:year|term|junior year) abroad | auslandssemester
    abroad(?: program)? | intercambio | echange
    summer (?:school|session|program\w*|course|institute|scholar|student|academy|studies|term|semester|intensive)
    summer at | semester at sea | cross-?\s?regist\w* | non-?\s?matriculat\w* | non-?\s?degree(?:-seeking)?
    no degree | not seeking a degree | audit(?:ed|or|ing)? (?:student|course|class)\w* | ^audit(?:ed|or)?$
    dual-?\s?enrol\w* | concurrent enrol\w* | early college | running start | post-?secondary enrollment options
    pseo | pre-?\s?college | guest student | gasthorer | special student | joint enrol\w* | transient student
    post-?\s?doc\w* | (?<!low )(?<!low-)residency | medical fellow(?:ship)? | clinical fellow(?:ship)? | sabbatical
    """
)
POSTDOC = _words(
    r"""
    post-?\s?doc\w* | (?<!low )(?<!low-)residency | (?:medical|clinical) fellow(?:ship)? | sabbatical
    """
)

# Words that make an entry no degree where no degree stands beside them.
COURSE = _words(
    r"""
    courses? | coursework | (?<!first )(?<!second )class(?:es)?(?! of\b) | certificat\w* | certified | certs?
    moocs? | edx | coursera | udacity | udemy | futurelearn | getsmarter | emeritus(?! professor) | ecornell | xpro
    linkedin learning | datacamp | great learning | upgrad | simplilearn | trilogy | \w*x micro\w* | boot-?\s?camps?
    exec(?:utive)?(?:s)? ?(?:education|ed|program\w*|development|leadership)? | executive | workshops? | seminars?
    webinars? | training | micro-?\s?(?:masters?|bachelors?|credential\w*) | nano-?\s?degrees? | mini-?\s?mba
    master-?\s?class(?:es)? | professional development | continuing (?:education|studies) | cpd | short program\w*
    open enrollment | advanced management program\w* | amp
    (?:leadership|lead|entrepreneurship|innovation|development|management) program\w* | specialization | credential
    six sigma | kurs | kurse | zertifikat\w* | corso | curso | cours | lehrgang | weiterbildung | fortbildung
    formation continue | extension | immersion | accelerator | incubator | hackathon | conference
    pre-?\s?(?:mba|med|law) | mba (?:essentials|fundamentals|basics) | self-?\s?paced | online learning | summer
    """
)
BOOTCAMP = _words(r"boot-?\s?camps?")
EXECUTIVE = _words(
    r"""
    exec(?:utive)?(?: (?:ed|education|program\w*|development|leadership))? | advanced management program\w*
    """
)
CERTIFICATE = _words(
    r"certificat\w* | certified | certs? | zertifikat\w* | licen[cs]es? | licensed | post-?\s?bacc?\w*"
)
HONORARY = _words(r"honorary | honoris causa | hon causa")
STAFF = _words(
    r"""
    fellow(?:ship)? | scholar in residence | lecturer | (?:assistant |associate |adjunct )?professor | instructor
    teaching assistant | research (?:assistant|associate|scientist|staff|intern\w*) | researcher | scientist
    faculty(?! of) | staff | intern(?:ship)? | mentor | advisor | coach | employee | volunteer
    teacher(?! education| training)
    """
)
HIGH_SCHOOL = _words(
    r"""
    high-?\s?school | secondary school | middle school | elementary school | primary school | grammar school
    prep school | preparatory school | junior high | senior high | sixth form | (?:boys|girls)'? school | gymnasium
    lycee | liceo | liceum | lyceum | realschule | gesamtschule | secondary education | hs diploma
    high school diploma | ged | a-?\s?levels? | o-?\s?levels? | gcses? | igcses? | abitur | matura | maturita
    baccalaureat | bachillerato | ensino medio | hsc | ssc | cbse | icse
    (?:class|grade|year) (?:x|xi|xii|9|10|11|12|13) | (?:10|12)th(?: grade| standard)? | higher secondary
    intermediate school | international baccalaureate | ib diploma | kindergarten | k-?12 | matriculation | vwo
    lab(?:oratory)? schools?
    """
)
UNFINISHED = _words(
    r"""
    incomplete | unfinished | uncompleted | not (?:completed?|finished|graduated)
    did(?: not|n't) (?:complete|finish|graduate) | partial(?:ly)? complet\w+
    never (?:finished|completed|graduated) | without (?:a )?(?:degree|diploma|graduating|finishing) | withdr[ae]wn?
    withdrew | drop(?:ped)?-?\s?out | left (?:before|early|without|after|to|the program\w*|for) | discontinued
    abandoned | some college | attended | transferred (?:out|to) | (?:course)?work towards?
    (?:studies|studied|credits|progress) towards? | \d+ (?:credits|units|credit hours) | all but dissertation
    all but thesis | abd | leave of absence | on leave | abgebrochen | ohne abschluss
    non (?:termine|acheve|completato)e? | inacabado | incomplet[oa] | trunc(?:o|ado) | sin terminar | interrupted
    on hold | no longer enrolled | mastered out | expelled
    """
)
UNFINISHED_SAYING = _words(
    r"""
    did(?: not|n't) (?:complete|finish|graduate) | never (?:finished|completed|graduated)
    (?:degree|studies|program\w*|phd|mba) (?:was )?not (?:completed|finished)
    (?:degree|studies|program\w*|phd|mba) (?:was )?(?:incomplete|unfinished|abandoned|discontinued|interrupted)
    without (?:a |the |my )?(?:degree|diploma|graduating) | no degree (?:earned|obtained|conferred|awarded)
    withdrew(?! cash| from a| funds) | dropped out
    left (?:before|early|without|school|college|university|the (?:program\w*|university|school|phd))(?! with)
    left to (?:found|start|join|work|pursue|co-?found)(?!.* after graduat)
    transferred (?:out|to)(?! \w+(?: \w+)? from)
    (?:course)?work towards? (?:a|an|the|my|bachelor\w*|master\w*|phd|degree|ba|bs) | all but dissertation | abd
    leave of absence | ohne abschluss | studium abgebrochen | took time off and never | (?:was )?expelled
    completed \w+ (?:of \w+ )?(?:years?|semesters?) (?:of|towards?|before)
    """
)
STUDENT = _words(
    r"""
    expect(?:ed|ing)? | anticipated | candidate | candidacy | current(?:ly)?(?: student| enrolled)? | present
    in progress | ongoing | pursuing | incoming | to be completed | in course | en cours | en curso | laufend
    in corso | freshman | sophomore
    """
)
STUDENT_SAYING = _words(
    r"""
    expected (?:to graduate|graduation|date|completion|in|(?:spring|summer|fall|winter|may|june|december)? ?20\d\d)
    anticipated (?:graduation|completion) | graduating in
    currently (?:a student|studying|pursuing|enrolled|completing|working towards?)
    (?:phd|doctoral|mba|degree|ms|ma|jd) candidate | candidate for | in progress | current student
    incoming (?:student|mba|phd|freshman) | pursuing (?:a|an|my)
    """
)
DOCTORAL_CANDIDATE = _words(
    r"""
    (?:ph ?d|doctoral|doctorates?|dphil)\b.{0,30}\bcandida(?:te|cy) | candidate\b.{0,20}\b(?:ph ?d|doctor\w*)
    """
)
GUEST_SAYING = _words(
    r"""
    (?:visiting|guest|special) (?:student|semester|term|year|scholar|program\w*|researcher)
    non-?degree (?:student|program\w*) | study abroad | semester abroad | year abroad | exchange | erasmus
    summer (?:school|session|program\w*) | for one (?:term|semester) | dual-?\s?enrol\w* | while in high school
    post-?\s?doc\w*
    """
)
COURSE_SAYING = _words(
    r"""
    online course | certificate(?: of completion| program\w*)? | boot-?\s?camp | executive education
    \d+-?\s?(?:week|day|month|hour)s? (?:course|program\w*|training|certificate) | mooc | edx | coursera
    """
)
_GRADUATES = re.compile(r"\bclass of '?(20\d\d|\d\d)\b|\b(?:expected|anticipated)\D{0,25}(20\d\d)\b")

# How long a degree takes, in years: who started later than that and gives no end is still at it.
_LENGTHS = (
    (_words(r"doctor\w* | ph ?d | d ?phil"), 6),
    (
        _words(
            r"""
    masters?\w* | mba | m ?sc? | m ?a | llm | m ?eng | associates?
    """
        ),
        2,
    ),
    (_words(r"jd | juris doctor"), 3),
)
_USUAL_LENGTH = 4


def names_degree(label: str) -> bool:
    """Tell whether a folded text names a degree."""
    rest = _NOT_DEGREES.sub(" ", label)
    return bool(_DEGREE.search(rest) or _SHORT_DEGREE.search(rest))


def usual_length(label: str) -> int:
    """Return how many years a degree takes at most, as a rule."""
    return next((years for words, years in _LENGTHS if words.search(label)), _USUAL_LENGTH)


def graduation_year(text: str) -> int | None:
    """Return the year of "class of 2027" or "expected May 2027", if there is one."""
    match = _GRADUATES.search(text)
    year = int(match[1] or match[2]) if match else 0
    return (year if year > 99 else 2000 + year) if match else None
