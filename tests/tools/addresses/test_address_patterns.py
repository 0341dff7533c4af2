from __future__ import annotations

import pytest

from inroad.tools.addresses.patterns import TEMPLATES, Example, Pattern, fill, learn

PEOPLE = [("Ana", "Cruz"), ("Jonas", "Weber"), ("Priya", "Raman")]


def _examples(*locals_: str) -> list[Example]:
    return [(*name, f"{local}@acme.example") for name, local in zip(PEOPLE, locals_, strict=False)]


def _pattern(*examples: tuple[str, str, str]) -> Pattern:
    pattern = learn([(first, last, f"{local}@acme.example") for first, last, local in examples])
    assert pattern is not None
    return pattern


@pytest.mark.parametrize(
    ("locals_", "template", "for_john_roe"),
    [
        (("ana.cruz", "jonas.weber"), "{first}.{last}", "john.roe"),
        (("acruz", "jweber"), "{f}{last}", "jroe"),
        (("ana", "jonas"), "{first}", "john"),
        (("anac", "jonasw"), "{first}{l}", "johnr"),
        (("anacruz", "jonasweber"), "{first}{last}", "johnroe"),
        (("ana_cruz", "jonas_weber"), "{first}_{last}", "john_roe"),
        (("a.cruz", "j.weber"), "{f}.{last}", "j.roe"),
        (("cruz.ana", "weber.jonas"), "{last}.{first}", "roe.john"),
        (("ana-cruz", "jonas-weber"), "{first}-{last}", "john-roe"),
        (("cruza", "weberj"), "{last}{f}", "roej"),
        (("cruz", "weber"), "{last}", "roe"),
        (("ana.c", "jonas.w"), "{first}.{l}", "john.r"),
        (("a_cruz", "j_weber"), "{f}_{last}", "j_roe"),
        (("cruz_ana", "weber_jonas"), "{last}_{first}", "roe_john"),
        (("cruz-ana", "weber-jonas"), "{last}-{first}", "roe-john"),
        (("cruzana", "weberjonas"), "{last}{first}", "roejohn"),
        (("cruz.a", "weber.j"), "{last}.{f}", "roe.j"),
        (("a-cruz", "j-weber"), "{f}-{last}", "j-roe"),
        (("cana", "wjonas"), "{l}{first}", "rjohn"),
        (("c.ana", "w.jonas"), "{l}.{first}", "r.john"),
        (("ana_c", "jonas_w"), "{first}_{l}", "john_r"),
        (("ana-c", "jonas-w"), "{first}-{l}", "john-r"),
        (("ac", "jw"), "{f}{l}", "jr"),
    ],
)
def test_each_template_is_learnt_and_filled(locals_: tuple[str, ...], template: str, for_john_roe: str) -> None:
    pattern = learn(_examples(*locals_))
    assert pattern == Pattern(template, "plain", "leading", "joined", agreeing=2, known=2)
    assert fill(pattern, "John", "Roe") == for_john_roe
    assert template in TEMPLATES


@pytest.mark.parametrize(
    "examples",
    [
        [],
        _examples("ana.cruz"),
        _examples("ana.cruz", "jweber"),
        _examples("ana.cruz", "x7", "y9"),
        [*_examples("ana.cruz"), ("Ana", "Cruz", "ANA.CRUZ@acme.example")],
        [*_examples("ana.cruz"), ("🚀", "", "jonas.weber@acme.example")],
        [("Info", "Desk", "info@acme.example"), ("Jobs", "Desk", "jobs@acme.example")],
        [("Ana", "Cruz", "ana.cruz@gmail.com"), ("Bo", "Li", "bo.li@gmail.com")],
        [("Ana", "Cruz", "ana.cruz@"), ("Bo", "Li", "bo.li@")],
    ],
)
def test_fewer_than_two_that_agree_are_no_pattern(examples: list[Example]) -> None:
    assert learn(examples) is None


def test_a_majority_against_is_no_pattern_and_a_minority_is_borne() -> None:
    agreeing = _examples("ana.cruz", "jonas.weber")
    others = [("Bo", "Li", f"x{number}@acme.example") for number in range(3)]
    assert learn([*agreeing, *others]) is None
    pattern = learn([*agreeing, *others[:2]])
    assert pattern is not None
    assert (pattern.template, pattern.agreeing, pattern.known) == ("{first}.{last}", 2, 4)


def test_two_patterns_with_as_much_behind_them_cancel_each_other() -> None:
    others = [("Bo", "Li", "bli@acme.example"), ("Cy", "Ng", "cng@acme.example")]
    assert learn([*_examples("ana.cruz", "jonas.weber"), *others]) is None


def test_examples_that_fit_two_templates_alike_take_the_more_usual() -> None:
    pattern = _pattern(("A", "Cruz", "a.cruz"), ("B", "Weber", "b.weber"))
    assert pattern.template == "{f}.{last}"


@pytest.mark.parametrize(
    ("told", "first", "last", "local"),
    [
        (("Jörg", "Weber", "joerg.weber"), "Ana", "Müller", "ana.mueller"),
        (("Jörg", "Weber", "jorg.weber"), "Ana", "Müller", "ana.muller"),
        (("Jo", "de la Cruz", "jo.cruz"), "Ana", "van der Meer", "ana.meer"),
        (("Jo", "Smith-Jones", "jo.smith-jones"), "Ana", "Diaz-Roe", "ana.diaz-roe"),
        (("Jo", "Smith-Jones", "jo.jones"), "Ana", "Diaz-Roe", "ana.roe"),
        (("Jean-Luc", "Roe", "jeanluc.roe"), "Anne-Marie", "Cruz", "annemarie.cruz"),
        (("Ana María", "Roe", "anamaria.roe"), "José Ángel", "Cruz", "joseangel.cruz"),
        (("Bo", "Li", "bo.li"), "Anne-Marie", "de la Cruz", "anne-marie.delacruz"),
        (("Bo", "Li", "bo.li"), "José", "O'Connor", "jose.oconnor"),
    ],
)
def test_a_name_is_spelt_as_the_examples_spell_theirs(
    told: tuple[str, str, str], first: str, last: str, local: str
) -> None:
    assert fill(_pattern(("Jonas", "Weber", "jonas.weber"), told), first, last) == local


@pytest.mark.parametrize(
    ("locals_", "first", "last"),
    [
        (("ana.cruz", "jonas.weber"), "Cher", ""),
        (("ana.cruz", "jonas.weber"), "", "Cher"),
        (("ana.cruz", "jonas.weber"), "Ana", "C."),
        (("anac", "jonasw"), "Cher", ""),
        (("ana", "jonas"), "J.", "Roe"),
        (("ana", "jonas"), "🚀", ""),
        (("acruz", "jweber"), "محمد", "علي"),
    ],
)
def test_a_name_that_lacks_a_part_fills_nothing(locals_: tuple[str, ...], first: str, last: str) -> None:
    pattern = learn(_examples(*locals_))
    assert pattern is not None
    assert fill(pattern, first, last) is None


def test_one_word_is_enough_for_a_pattern_of_first_names() -> None:
    pattern = learn(_examples("ana", "jonas", "priya"))
    assert pattern is not None
    assert fill(pattern, "", "Cher") == "cher"
