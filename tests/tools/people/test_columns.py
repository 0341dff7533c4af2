from __future__ import annotations

import pytest

from inroad.tools.people.columns import FIELDS, fold_header, recognise, usable

LINKEDIN = {
    "English": "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    "German": "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am",
    "French": "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté(e) le",
    "Spanish": "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
    "Portuguese": "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em",
    "Italian": "Nome,Cognome,URL,Indirizzo e-mail,Azienda,Posizione,Collegato il",
}


@pytest.mark.parametrize("language", LINKEDIN)
def test_linkedins_headers_are_recognised_in_several_languages(language: str) -> None:
    fields = ["first_name", "last_name", "linkedin", "email", "company", "title", "connected_on"]
    columns = recognise(LINKEDIN[language].split(","), {})
    assert columns == {field: index for index, field in enumerate(fields)}


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Full Name", "name"),
        ("FIRST_NAME", "first_name"),
        ("Surname", "last_name"),
        ("E-mail", "email"),
        ("E-Mail 1 - Value", "email"),
        ("Organisation", "company"),
        ("Current Employer", "company"),
        ("Headline", "title"),
        ("Role", "title"),
        ("LinkedIn Profile URL", "linkedin"),
        ("City", "city"),
        ("State/Province", "region"),
        ("Country", "country"),
        ("University", "school"),
        ("Degree", "degree"),
        ("Field of Study", "field"),
        ("Major", "field"),
        ("Class Year", "end_year"),
        ("Past Employers", "past_employers"),
        ("Hometown", "hometown"),
        ("Connected On", "connected_on"),
        ("Notes", "notes"),
    ],
)
def test_a_header_is_recognised_whatever_its_spelling(header: str, field: str) -> None:
    assert recognise([header], {}) == {field: 0}


def test_name_beside_one_half_is_the_other_half() -> None:
    assert recognise(["Name", "Vorname"], {}) == {"last_name": 0, "first_name": 1}
    assert recognise(["Nombre", "Apellidos"], {}) == {"first_name": 0, "last_name": 1}
    assert recognise(["Name", "First name", "Last name"], {}) == {"name": 0, "first_name": 1, "last_name": 2}


def test_the_first_of_two_columns_for_one_field_counts() -> None:
    assert recognise(["Company", "Employer"], {}) == {"company": 0}


def test_a_mapping_wins_over_what_is_recognised() -> None:
    columns = recognise(["Company", "Wo", "Name"], {"company": "wo"})
    assert columns == {"company": 1, "name": 2}
    assert recognise(["Wer", "Vorname"], {"name": "Wer"}) == {"name": 0, "first_name": 1}


def test_a_mapped_name_is_no_half_of_one() -> None:
    assert recognise(["Name", "Vorname"], {"name": "Name"}) == {"name": 0, "first_name": 1}


def test_a_name_and_a_company_are_the_least() -> None:
    assert usable({"name": 0, "company": 1})
    assert usable({"last_name": 0, "company": 1})
    assert not usable({"name": 0, "email": 1})
    assert not usable({"company": 1})


def test_no_header_stands_for_two_fields() -> None:
    single = [fold_header(field) for field in FIELDS if field not in ("city", "region")]
    assert all(len(recognise([header], {})) <= 1 for header in single)
    assert len(FIELDS) == 19
