"""Made-up postings with unusual headings and with need told by the lines themselves, labelled before they were read."""

from __future__ import annotations

from tests.tools.jd.labelled_postings import labelled

_COUNCIL = """
- Youth Worker, Fernwick Borough Council
- Salary: £27,500 - £31,000 per annum, 37 hours a week
- We run four youth clubs and a mobile studio, and we would like you to run one of them.
- Main duties
T 1. Plan a weekly programme with the young people
T 2. Lead a team of six volunteers
T 3. Keep records that a court would trust
- Person specification
- Essential
M a) Level 3 qualification in youth work
M b) Experience of working with young people aged 11 to 18
M c) Understanding of safeguarding
M d) Full UK driving licence
- Desirable
N e) Knowledge of the local area
N f) A second language
- An enhanced DBS check is part of the process.
- Closing date: 12 February 2027
"""
_STARTUP = """
- Founding Engineer @ Pipit
- hey! we're Pipit. three people, one dog, a lot of birdsong. we make sensors that listen to forests.
- ### what you'd be doing
T - shipping firmware to 3,000 boxes in the rain
T - training small models that tell a wren from a robin
- ### you
M - have shipped something people use, and can tell us what went wrong
M - are fluent in Python and at least one of C or Rust
M - know your way around embedded Linux
M - want to work in person in Bristol at least three days a week
- ### not required, but we'd be thrilled
N - you've done audio or signal processing before
N - you can read a circuit diagram
N - you know your birds
- ### what you get
- - £65k to £80k, 1% to 2% equity
- - boots
"""
_GERMAN = """
- Über uns
- Die Kanzlei Ahrens & Lindner berät seit 1987 mittelständische Unternehmen in Kassel.
- Ihre Aufgaben
T - Erstellung von Jahresabschlüssen und Steuererklärungen
T - Betreuung eigener Mandanten
- Das bringen Sie mit
M - Abgeschlossene Ausbildung als Steuerfachangestellter (m/w/d)
M - Mindestens zwei Jahre Berufserfahrung in einer Kanzlei
M - Sicherer Umgang mit DATEV und MS Office
M - Freude am Kontakt mit Menschen
M - Deutsch auf muttersprachlichem Niveau
- Wünschenswert wäre
N - Erfahrung mit Lohnbuchhaltung
N - Englischkenntnisse
- Das bieten wir Ihnen
- - Ein unbefristeter Vertrag und 30 Tage Urlaub
- - Mobiles Arbeiten an zwei Tagen pro Woche
- Haben wir Ihr Interesse geweckt? Dann senden Sie uns Ihre Unterlagen bis zum 31.01.2027.
"""
_ITALIAN = """
- Chi siamo
- Officine Ponente costruisce biciclette da carico a Genova dal 2011.
- Cosa farai
T - Gestirai i social e il sito
T - Preparerai le fiere con il team vendite
- Requisiti
M - Laurea in comunicazione o marketing
M - Almeno 2 anni di esperienza nel ruolo
M - Ottima conoscenza dell'inglese
M - Patente B
N - Gradita la conoscenza di Shopify
- Costituiscono titolo preferenziale
N - Esperienza nel settore ciclo
N - Nozioni di fotografia
- Cosa offriamo
- - RAL 28.000 € - 32.000 €
- - Una bici
"""
_PORTUGUESE = """
- Sobre nós
- A Maré Alta é uma escola de surf em Peniche com vinte instrutores.
- Responsabilidades
T - Atender clientes em português e inglês
T - Organizar os horários dos instrutores
- Requisitos
M - Ensino médio completo
M - Inglês fluente
M - Experiência de 1 ano em atendimento
M - Domínio de Excel
- Diferenciais
N - Espanhol
N - Experiência em turismo
- Benefícios
- - Seguro de saúde
- - Aulas de surf
"""
_PROSE = """
- Grants Officer
- The Ember Trust gives small grants to people who mend things: boats, bells, bicycles. We are five, above a bakery.
- The Job
T You will read applications, visit the people who send them and write up what you saw.
T You will also keep our books in order.
- What We Look For
M We need somebody with at least two years of experience in grant making or fundraising.
M You write well and quickly.
M A driving licence is essential, because most of what we fund stands in a field.
N Welsh would be a bonus.
- How We Work
- We work four days a week and close for August. We decide things together, over bread.
- To apply, write us a letter of one page by 5 March 2027.
"""
_REMOTE = """
- **Location:** Remote (EMEA)
- **Team:** Developer Relations
- **About the Company**
- Halyard makes a database for boats. Yes, boats.
- **The Opportunity**
- We're looking for a Developer Advocate to show sailors and engineers what Halyard can do.
- **In this role, you will:**
T * Write tutorials and sample apps
T * Speak at meetups and conferences
- **Must-haves:**
M * 3+ years as a developer, developer advocate or technical writer
M * Experience with SQL databases (PostgreSQL preferred)
M * Comfortable on stage and on camera
M * Excellent written English
- **Nice-to-haves:**
N * A following on a social network
N * Node.js, Python or Go
N * You sail
- **Compensation & Benefits:**
- * $110,000-$135,000 USD
- * Five weeks off
- **Equal Opportunity**
- Halyard hires people of every background and does not tolerate discrimination.
"""

THIRD_LABELLED = {
    "council": labelled("Youth Worker", _COUNCIL),
    "startup": labelled("Founding Engineer", _STARTUP),
    "german": labelled("Steuerfachangestellter (m/w/d)", _GERMAN, "de"),
    "italian": labelled("Addetto comunicazione", _ITALIAN, "it"),
    "portuguese": labelled("Recepcionista", _PORTUGUESE, "pt"),
    "prose": labelled("Grants Officer", _PROSE),
    "remote": labelled("Developer Advocate", _REMOTE),
}
