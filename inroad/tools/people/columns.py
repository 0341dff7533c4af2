"""Which column of a table of contacts holds what, told from its headers in several languages.

A header is compared without case, accents and punctuation, so that "E-Mail Address" and "email
address" are one. The languages are those in which LinkedIn writes its export most often, and the
words that alumni offices and address books use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from anyascii import anyascii

Columns = dict[str, int]

_HEADERS = """
name: name | full name | fullname | display name | contact | contact name | person | alumnus | alumni
    name | member | member name | vollstandiger name | vor- und nachname | ansprechpartner | nom complet
    | nom et prenom | prenom et nom | nombre completo | nombre y apellidos | nome completo | nome e
    cognome | volledige naam | naam | nombre | nome | nom
first_name: first name | firstname | first | given name | given names | forename | preferred name |
    preferred first name | vorname | rufname | prenom | primer nombre | nombre de pila | primeiro nome |
    nome proprio | voornaam | fornavn | fornamn | imie
last_name: last name | lastname | last | surname | family name | second name | nachname | familienname |
    zuname | nom de famille | apellido | apellidos | sobrenome | ultimo nome | apelido | cognome |
    achternaam | etternavn | efternavn | efternamn | nazwisko
email: email | e-mail | mail | email address | e-mail address | emailaddress | e-mail 1 - value | work
    email | business email | company email | primary email | personal email | contact email |
    e-mail-adresse | email adresse | mailadresse | adresse e-mail | adresse email | adresse electronique
    | courriel | correo | correo electronico | direccion de correo electronico | direccion de correo |
    endereco de e-mail | endereco de email | indirizzo e-mail | indirizzo email | e-mailadres
company: company | company name | current company | employer | current employer | employer name |
    organisation | organization | organization name | organization 1 - name | workplace | firm | business
    | account name | firma | unternehmen | arbeitgeber | aktueller arbeitgeber | entreprise | societe |
    employeur | empresa | empresa actual | empresa atual | compania | empleador | azienda | societa |
    bedrijf | werkgever | foretag | arbeidsgiver | virksomhed
title: title | job title | jobtitle | current title | position | current position | role | headline |
    occupation | job | organization 1 - title | titel | stelle | berufsbezeichnung | jobtitel | funktion
    | poste | fonction | titre | intitule du poste | cargo | puesto | posicion | titulo | funcao |
    posizione | qualifica | ruolo | functie | stilling | befattning
linkedin: linkedin | linkedin url | linkedin profile | linkedin profile url | url | profile | profile url
    | public profile url | profil | profil-url | profil linkedin | linkedin-profil | perfil | perfil de
    linkedin | url do perfil | url del perfil
location: location | current location | place | geography | region and country | address | standort |
    wohnort | ort | lieu | localisation | ubicacion | localizacao | localidad | localidade | localita |
    locatie
city: city | town | current city | city of residence | stadt | ville | ciudad | cidade | citta | stad |
    plaats
region: state | province | region | state province | bundesland | provincia | estado | provincie
country: country | nation | land | pays | pais | paese
school: school | university | college | alma mater | institution | education | school name | hochschule |
    universitat | universite | ecole | universidad | escuela | universidade | faculdade | universita |
    universiteit
degree: degree | degree name | degrees | degree earned | diploma | qualification | abschluss | diplome |
    titulacion | grado | grau | diplomgrad | laurea | titolo di studio
field: field | field of study | major | majors | program | programme | course of study | studiengang |
    fach | domaine d'etudes | specialite | carrera | especialidad | curso | area de estudo | corso di
    laurea
end_year: graduation year | grad year | year of graduation | class year | class | class of | graduation |
    graduated | year graduated | degree year | abschlussjahr | annee de diplome | promotion | ano de
    graduacion | ano de egreso | ano de graduacao | ano de formatura | anno di laurea
past_employers: past employers | past employer | previous employers | previous employer | previous
    company | previous companies | past companies | past company | former employers | former employer |
    former company | fruhere arbeitgeber | fruherer arbeitgeber | anciens employeurs | ancien employeur |
    empleadores anteriores | empresas anteriores | empresa anterior
hometown: hometown | home town | home city | from | heimatort | heimatstadt | ville natale | ciudad natal
    | cidade natal
connected_on: connected on | connected | connection date | connected at | verbunden am | vernetzt am |
    vernetzt seit | kontakt seit | connecte le | connectee le | connecte e le | date de connexion | date
    de mise en relation | en relation depuis | conectado el | conectado | fecha de conexion | conectado
    em | conectado desde | data da conexao | connesso il | collegato il | collegamento stabilito il |
    verbonden op
notes: notes | note | comments | comment | notizen | bemerkungen | remarques | notas | observaciones |
    observacoes
"""


def recognise(headers: Sequence[str], mapping: Mapping[str, str]) -> Columns:
    """Return the index of the column of each field that a row of headers holds.

    Args:
        headers: the row, as written.
        mapping: our field name -> the file's header; it wins over what is recognised. Entries whose
            header is not in the row are left out.

    The first of several columns for one field counts. "Name" beside a first or a last name alone is
    the other half ("Name, Vorname"; "Nom, Prénom"; "Nombre, Apellidos").
    """
    folded = [fold_header(header) for header in headers]
    columns = {
        field: folded.index(fold_header(header)) for field, header in mapping.items() if fold_header(header) in folded
    }
    for index, header in enumerate(folded):
        field = _fields_by_header().get(header)
        if field and field not in columns and index not in columns.values():
            columns[field] = index
    return _halved(columns, mapping)


def usable(columns: Columns) -> bool:
    """Say whether the least that a person needs is there: a name and a company."""
    return "company" in columns and bool({"name", "first_name", "last_name"} & columns.keys())


def fold_header(header: str) -> str:
    """Return a header as it is compared: lower case, ASCII letters and digits, single blanks."""
    text = anyascii(header).casefold()
    return " ".join("".join(char if char.isalnum() else " " for char in text).split())


def _halved(columns: Columns, mapping: Mapping[str, str]) -> Columns:
    missing = {"first_name", "last_name"} - columns.keys()
    if "name" in columns and "name" not in mapping and len(missing) == 1:
        columns[missing.pop()] = columns.pop("name")
    return columns


@cache
def _fields_by_header() -> dict[str, str]:
    return {fold_header(header): field for field, headers in _table().items() for header in headers}


@cache
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for line in _HEADERS.strip().replace("\n    ", " ").splitlines():
        field, headers = line.split(": ", 1)
        table[field] = headers.split(" | ")
    return table


FIELDS: tuple[str, ...] = tuple(_table())
