"""Made-up postings in other languages and other shapes, labelled by hand before the rules read them."""

from __future__ import annotations

from tests.tools.jd.labelled_postings import labelled

_FRENCH = """
- Qui sommes-nous ?
- Les Tisseurs est une coopérative de 45 personnes qui relance la laine française. Nous avons deux ateliers dans\
 le Tarn.
- Vos missions
T - Animer nos réseaux sociaux et rédiger notre lettre mensuelle
T - Organiser les portes ouvertes des ateliers
T - Répondre aux journalistes
- Profil recherché
M - Formation Bac+3 minimum en communication ou journalisme
M - 2 ans d'expérience dans un poste similaire
M - Maîtrise de Canva et de la suite Adobe
M - Excellente orthographe
M - Anglais courant
N - La connaissance du textile serait un plus
- Atouts
N - Permis B
N - Photographie
- Ce que nous offrons
- - Salaire : 29 000 € - 33 000 € brut annuel
- - Deux jours de télétravail par semaine
- Date limite de candidature : 28 février 2027
"""
_DUTCH = """
- Wie zijn wij?
- Zorggroep De Linde helpt ouderen in Drenthe om thuis te blijven wonen.
- Wat ga je doen?
T * Je verpleegt cliënten thuis en overlegt met de huisarts
T * Je begeleidt leerlingen
- Wat vragen wij?
M * Een afgeronde mbo-opleiding verpleegkunde (niveau 4) of hbo-v
M * BIG-registratie
M * Minimaal 1 jaar ervaring in de wijk
M * Goede beheersing van de Nederlandse taal
N * Ervaring met palliatieve zorg is een pré
- Wat bieden wij?
- * Salaris tussen € 2.900 en € 3.900 bruto per maand
- * Een fiets en een telefoon van de zaak
"""
_SPANISH = """
- Sobre nosotros
- Faro Azul instala paneles solares en toda Andalucía desde 2009.
- Funciones
T - Diseñar instalaciones de hasta 100 kW
T - Visitar las obras y hablar con los clientes
- Requisitos
M - Grado en Ingeniería Eléctrica o similar
M - Al menos 3 años de experiencia en energía solar
M - Manejo de AutoCAD y PVsyst
M - Carnet de conducir B (imprescindible)
M - Inglés intermedio (B1)
- Se valorará
N - Conocimientos de Revit
N - Experiencia en el extranjero
- Ofrecemos
- - Salario entre 28.000 € y 34.000 € al año
- - Horario flexible
"""
_ONE_LINE = """
- Trellis Analytics is hiring a Data Analyst in Leeds. Responsibilities: Build weekly reports for our retail \
clients. Keep our dashboards honest. Requirements: At least two years of experience with SQL. Solid knowledge of\
 Excel and of Tableau or Power BI. A degree in mathematics, economics or a related field. Nice to have: Some \
Python. Experience in retail. Benefits: 28 days of holiday, private health cover and a yearly trip. We are an \
equal opportunity employer and welcome everyone.
"""
_ONE_LINE_LABELS = (
    ("M", "At least two years of experience with SQL."),
    ("M", "Solid knowledge of Excel and of Tableau or Power BI."),
    ("M", "A degree in mathematics, economics or a related field."),
    ("N", "Some Python."),
    ("N", "Experience in retail."),
    ("T", "Build weekly reports for our retail clients."),
    ("T", "Keep our dashboards honest."),
)
_WAREHOUSE = """
- JOIN THE NIGHT CREW AT HALLORAN FOODS!!!
- We feed half the city. You keep it moving.
- DUTIES INCLUDE:
T ✔ Load and unload trucks with a forklift
T ✔ Pick orders with a handheld scanner
T ✔ Keep the cold store clean
- THE MUST-HAVES:
M ✔ 18 years or older
M ✔ Forklift licence
M ✔ Happy to work nights, Sunday to Thursday
M ✔ Can lift 25 kg again and again
- EXTRA CREDIT:
N ✔ Experience in a cold store
N ✔ Some Polish or Romanian
- THE GOOD STUFF:
- ✔ $21.75/hour plus $2 for nights
- ✔ Free groceries every Friday
- Apply by 15 January 2027 at any of our gates. No resume needed!
"""
_LAW = """
- Position: Corporate Counsel (2-4 PQE)
- Department: Legal
- About the job
- Pemberton Robotics builds arms for surgeons. The Corporate Counsel works with our General Counsel on contracts\
 in twelve countries.
- Day to day you will
T 1. Draft and negotiate supply and license agreements
T 2. Advise our engineers on data protection
T 3. Manage outside counsel
- To succeed in this role you will need
M 1. A law degree and admission to the bar of England and Wales
M 2. Two to four years of experience with commercial contracts, in a firm or in-house
M 3. A working knowledge of GDPR
M 4. The nerve to say no, and the wit to say it kindly
- It's a bonus if you have
N 1. Worked with medical devices
N 2. Studied or lived abroad
N 3. Good French or German
- Our interview process
- 1. A call with our recruiter
- 2. A case of an hour
- 3. Lunch with the team
- Requests for adjustments are welcome at any stage. Pemberton does not accept CVs from agencies.
"""
_TABLE = """
- Frontend Developer
- About us: we are nine people in Porto who build a booking system for surf schools.
- What you will do
T - Build our booking screens
- Skill | Level
M TypeScript, three years or more | Required
M React | Required
M Written English (B2) | Required
N Svelte | Nice to have
N Portuguese | Nice to have
- What you get
- - Surf lessons and 25 days of leave
"""
_TABLE_LABELS = (
    ("M", "TypeScript, three years or more"),
    ("M", "React"),
    ("M", "Written English (B2)"),
    ("N", "Svelte"),
    ("N", "Portuguese"),
)

MORE_LABELLED = {
    "french": labelled("Chargé de communication (H/F)", _FRENCH, "fr"),
    "dutch": labelled("Wijkverpleegkundige", _DUTCH, "nl"),
    "spanish": labelled("Ingeniero de instalaciones solares", _SPANISH, "es"),
    "one_line": labelled("Data Analyst", _ONE_LINE, more=_ONE_LINE_LABELS),
    "warehouse": labelled("Warehouse Associate, Nights", _WAREHOUSE),
    "law": labelled("Corporate Counsel", _LAW),
    "table": labelled("Frontend Developer", _TABLE.replace("\nM ", "\n- ").replace("\nN ", "\n- "), more=_TABLE_LABELS),
}
