import pytest

from inroad.tools.postings.company_names import board_of, company_from_board, company_from_text


@pytest.mark.parametrize(
    ("url", "board"),
    [
        ("https://jobs.ashbyhq.com/acme-robotics/1/application", "acme-robotics"),
        ("https://jobs.ashbyhq.com/Forward%20Motion/1", "Forward Motion"),
        ("https://jobs.lever.co/acme", "acme"),
        ("https://jobs.eu.lever.co/acme/1", "acme"),
        ("https://boards.greenhouse.io/acme/jobs/1", "acme"),
        ("https://job-boards.eu.greenhouse.io/acme/jobs/1", "acme"),
        ("https://boards.greenhouse.io/embed/job_app?for=acme&token=1", "acme"),
        ("https://boards.greenhouse.io/embed/job_app?token=1", ""),
        ("https://acme.example/jobs?gh_jid=1", ""),
        ("https://jobs.lever.co.evil.example/acme", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_the_board_is_read_from_known_addresses_only(url: str, board: str) -> None:
    assert board_of(url) == board


@pytest.mark.parametrize(
    ("board", "text", "name"),
    [
        # The text spells the board's name.
        ("bluefinancial", "Blue Financial lends. Blue Financial saves.", "Blue Financial"),
        ("acme-robotics", "ACME Robotics is here. Acme Robotics, Acme Robotics.", "Acme Robotics"),
        ("brightgraph", "BrightGraph's team. ABOUT BRIGHTGRAPH", "BrightGraph"),
        ("salt-and-stone", "Join Salt & Stone.", "Salt & Stone"),
        ("cafe-noir", "Welcome to Café Noir.", "Café Noir"),
        ("9bars", "9bars pulls coffee.", "9bars"),
        ("buying", "Work at Buying.com. Buying.com grows.", "Buying.com"),
        ("zx.fi", "ZX.FI bridges chains. ZX.FI grows.", "ZX.FI"),
        ("jane.ai", "Jane.ai drives. Jane.ai parks. Jane waits.", "Jane.ai"),
        ("plumhealth.com.au", "Plum Health is here.", "Plum Health"),
        ("vjakcareer", "VJAK grows. VJAK is here.", "VJAK"),
        ("acmejobs", "Acme here", "Acme"),
        ("acme-careers", "Acme here", "Acme"),
        ("bridge", "We bridge gaps and bridge teams. Bridge is here.", "Bridge"),
        ("voilo", "At voilo, we listen. voilo is small. voilo stays.", "voilo"),
        ("base", "The base salary is high.", "Base"),
        ("trueflow", "ABOUT TRUEFLOW\nWe help.", "Trueflow"),
        ("lop", "ABOUT LOP\nWe help.", "LOP"),
        ("acme", "See https://acme.example and hi@acme.example.", "Acme"),
        ("garden", "Garden Robotics grows. Join Garden Robotics.", "Garden Robotics"),
        ("garden", "Garden Robotics grows. Join Garden. Garden is green.", "Garden"),
        # The text uses a part of it.
        ("neatfinancial", "At Neat, we lend. Neat is young.", "Neat Financial"),
        ("plumhealth.com.au", "About Plum\nPlum is building tools.", "Plum Health"),
        ("arc-ai", "Arcs bend. About Arc\nWe help.", "Arc AI"),
        ("LeafTech", "At Leaf, we grow. Work at Leaf Technologies.", "Leaf Technologies"),
        # The text introduces another name.
        ("oneword", "About TwoWord\nTwoWord is an app. We like TwoWord.", "TwoWord"),
        ("oneword", "About TwoWord\nWe like it.", "Oneword"),
        # Nothing but the board's name is there.
        ("gecko-labs_inc", "", "Gecko Labs Inc"),
        ("arc-ai", "", "Arc AI"),
        ("annaminerals", "", "Anna Minerals"),
        ("BlueDoor", "", "Blue Door"),
        ("OpenAI", "", "OpenAI"),
        ("Forward Motion", "", "Forward Motion"),
        ("hims-and-hers", "", "Hims and Hers"),
    ],
)
def test_the_company_is_spelled_as_the_text_spells_it(board: str, text: str, name: str) -> None:
    assert company_from_board(board, text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("About Acme\nAt Acme, we weld.", "Acme"),
        ("ABOUT ACME\nAcme is a maker. Acme grows.", "Acme"),
        ("About Acme\nWe weld.", ""),
        ("About Us\nAt Us, we weld.", ""),
        ("The team is small. At The team, we weld.", ""),
        ("", ""),
    ],
)
def test_a_name_counts_when_the_text_introduces_it_in_two_ways(text: str, name: str) -> None:
    assert company_from_text(text) == name
