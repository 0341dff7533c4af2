from __future__ import annotations

import pytest

from inroad.errors import UserInputError
from inroad.reference.schools import schools
from inroad.tools.cleaning.schools import (
    SchoolCleaner,
    display_name,
    is_look_alike,
    is_of_school,
    resolve_school,
    same_school,
    school_key,
)


def pairs(table: str) -> list[tuple[str, str]]:
    lines = [line.split(" | ") for line in table.strip().splitlines()]
    return [(one, other) for one, other in lines]


SAME = """
MIT | Massachusetts Institute of Technology
M.I.T. | Massachusetts Institute of Technology (MIT)
UC Berkeley | University of California, Berkeley
University of California-Berkeley | university of california berkeley
University of California at Berkeley | University of California - Berkeley
The University of Texas at Austin | UT Austin
University of Texas, Austin | The University of Texas at Austin
Texas A&M University | Texas A and M University
Texas A & M University-College Station | Texas A&M
Penn State | Pennsylvania State University - Main Campus
Penn State University Park | The Pennsylvania State University
Technische Universität München | TU Munich
Technische Universitaet Muenchen | Technical University of Munich
École Polytechnique Fédérale de Lausanne | EPFL
Georgia Institute of Technology-Main Campus | Georgia Tech
Georgia Institute of Technology, Atlanta | Georgia Tech
University of Michigan-Ann Arbor | University of Michigan
University of Michigan (Ann Arbor) | U of Michigan
University of Michigan, Ann Arbor, MI | University of Michigan
Ohio State University-Main Campus | The Ohio State University
Stanford University, Stanford, CA | Stanford
Stanford University, Stanford, California, USA | Stanford University
Harvard University, Cambridge, MA | Harvard
Columbia University in the City of New York | Columbia University
Columbia University, New York, NY | Columbia
Rutgers, The State University of New Jersey | Rutgers University-New Brunswick
Virginia Tech | Virginia Polytechnic Institute and State University
University of Illinois at Urbana-Champaign | UIUC
University of Wisconsin–Madison | UW-Madison
University of Minnesota-Twin Cities | University of Minnesota
Indiana University-Bloomington | Indiana University
Purdue University-Main Campus | Purdue
Washington University in St. Louis | WashU
Washington University in Saint Louis | WUSTL
Miami University-Oxford | Miami of Ohio
Miami University (Ohio) | Miami University
University of Southern California (USC) | University of Southern California
SUNY at Buffalo | University at Buffalo
Cal State LA | California State University-Los Angeles
Cal Poly SLO | California Polytechnic State University-San Luis Obispo
IIT Bombay | Indian Institute of Technology, Bombay
Indian Institute of Technology (IIT), Delhi | IIT Delhi
BITS Pilani | Birla Institute of Technology and Science, Pilani
Oxford University | University of Oxford
University of Oxford, UK | Oxford
LSE | The London School of Economics and Political Science (LSE)
UCL | University College London
Imperial College, University of London | Imperial College London
King's College London | Kings College London
TCD | Trinity College Dublin
Trinity College, Ireland | Trinity College Dublin
Queen's University, Canada | Queen's University at Kingston
UofT | University of Toronto
U of T | University of Toronto
Ryerson University | Toronto Metropolitan University
ETH Zürich | Swiss Federal Institute of Technology in Zurich
LMU München | Ludwig-Maximilians-Universität München
Politecnico di Milano | Polytechnic University of Milan
Tsinghua | 清华大学
Tokyo Institute of Technology | Institute of Science Tokyo
National University of Singapore (NUS) | NUS
UNSW | University of New South Wales
HBS | Harvard Business School
Harvard University - Harvard Business School | HBS
The Wharton School, University of Pennsylvania | Wharton
University of California, Berkeley, Haas School of Business | Berkeley Haas
University of Chicago Booth School of Business | Chicago Booth
Duke University - The Fuqua School of Business | Fuqua School of Business
School of Engineering, Harvard University | Harvard University
Harvard University, School of Engineering | Harvard University
Stanford Law School | Stanford University
Boston University School of Law | Boston University
Weill Medical College of Cornell University | Cornell University
School of Law of the University of Virginia | University of Virginia
Balliol College, Oxford | University of Oxford
London Business School, University of London | London Business School
Lakeshore State University - Main Campus | lakeshore state university
The Lakeshore State University | Lakeshore State University
School of Engineering, Lakeshore State University | Lakeshore State University
Lakeshore State University School of Law | Lakeshore State University
Lakeshore State University (LSU) | Lakeshore State University
"""

DIFFERENT = """
University of Miami | Miami University
University of Miami, FL | Miami University (Ohio)
University of Pennsylvania | Pennsylvania State University
Penn | Penn State
Penn State | Pennsylvania State University - World Campus
Indiana University of Pennsylvania | University of Pennsylvania
Indiana University | Indiana University of Pennsylvania
Indiana University | Indiana State University
Indiana University Bloomington | IUPUI
Washington University in St. Louis | University of Washington
University of Washington | Washington State University
Washington University in St. Louis | George Washington University
University of Washington | Western Washington University
University of Texas at Austin | University of Texas at Dallas
University of Texas at Austin | Texas A&M University
University of Texas at Austin | Texas State University
Texas A&M University | Texas A&M University-Commerce
University of Texas | University of Texas at Austin
University of California, Davis | University of California, Berkeley
University of California, Los Angeles | California State University, Los Angeles
University of California, Berkeley | Berkeley College
UC Berkeley | Berklee College of Music
University of California, San Diego | San Diego State University
University of California, San Diego | University of San Diego
University of California | UC Berkeley
California State University, Long Beach | California State University, Fullerton
Cal Poly SLO | Cal Poly Pomona
Caltech | California Institute of the Arts
Columbia University | Columbia College Chicago
Columbia University | Columbia Southern University
Columbia College | Columbia University
York University | University of York
York University | New York University
New York University | New York Institute of Technology
Northwestern University | Northeastern University
Northeastern University | Northeastern Illinois University
Northwestern University | Northwestern State University
Technical University of Munich | LMU Munich
Technical University of Munich | Technical University of Berlin
IIT Bombay | IIT Delhi
IIT Madras | Indian Institute of Management Bangalore
Illinois Institute of Technology | Indian Institute of Technology Bombay
Loyola University Chicago | Loyola Marymount University
Loyola University Maryland | Loyola University Chicago
Loyola University | Loyola University Chicago
Boston College | Boston University
King's College London | King's College (Pennsylvania)
King's College | King's College London
Trinity College Dublin | Trinity College, Cambridge
Trinity College | Trinity College Dublin
University of Michigan | Michigan State University
University of Michigan | University of Michigan - Flint
University of Michigan | University of Michigan-Dearborn
University of Michigan-Flint School of Management | University of Michigan
Western Michigan University | University of Michigan
University of Wisconsin-Madison | University of Wisconsin-Milwaukee
University of Illinois Chicago | University of Illinois Urbana-Champaign
University of Illinois Chicago | University of Chicago
University of Chicago | Chicago State University
University of Maryland | University of Maryland, Baltimore County
University of Maryland | University of Maryland Global Campus
Ohio State University | Ohio University
Oklahoma State University | Oregon State University
Georgia Institute of Technology | Georgia State University
University of Georgia | Georgia State University
University of Florida | Florida State University
University of Virginia | Virginia Tech
University of Virginia | Virginia Commonwealth University
Virginia Tech | Virginia State University
University of Virginia | University of Virginia's College at Wise
University of North Carolina at Chapel Hill | University of North Carolina at Charlotte
North Carolina State University | North Carolina Central University
University of South Carolina | University of Southern California
University of Massachusetts Amherst | Amherst College
Cornell University | Cornell College
Georgetown University | Georgetown College
Duke University | Duquesne University
DePaul University | DePauw University
University of Rochester | Rochester Institute of Technology
Purdue University | Purdue University Global
Brigham Young University | Brigham Young University-Idaho
University at Buffalo | Buffalo State University
Harvard University | Harvard Extension School
Harvard University | Harvard High School
Stanford University | Stanford Online High School
Harvard University | Harvard Business School
Yale University | Yale-NUS College
University of Oxford | Oxford Brookes University
University of Cambridge | Anglia Ruskin University
University of Cambridge | Cambridge Business School
University of Manchester | Manchester Metropolitan University
University of Nottingham | Nottingham Trent University
University of Newcastle, Australia | Newcastle University
Queen's University Belfast | Queen's University at Kingston
University College London | University College Dublin
École Polytechnique | École Polytechnique Fédérale de Lausanne
HEC Paris | HEC Montréal
RWTH Aachen | FH Aachen
KU Leuven | UCLouvain
Tsinghua University | National Tsing Hua University
National Taiwan University | Nanyang Technological University
Victoria University, Melbourne | Victoria University of Wellington
University of Waterloo | Wilfrid Laurier University
Moscow State University | Michigan State University
Lakeshore State University | Lakeshore University
Lakeshore University Online | Lakeshore University
Michigan School of Psychology | University of Michigan
Ohio Law School | Ohio University
Michigan Law School | Michigan State University
University of London, Lakeshore House | University College London
Lakeshore School of Law | Lakeshore University
University of Oxford (Lakeshore) | University of Oxford
Lakeshore (USA) | Lakeshore University
PSU | Pennsylvania State University
USC | USC
U.T. | University of Toronto
Universität München | Technische Universität München
the | of
"""


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_names_of_one_school(one: str, other: str) -> None:
    assert same_school(one, other)
    assert same_school(other, one)


@pytest.mark.parametrize(("one", "other"), [*pairs(DIFFERENT), ("", ""), ("", "Yale University")])
def test_names_of_different_schools(one: str, other: str) -> None:
    assert not same_school(one, other)
    assert not same_school(other, one)


CANONICAL = """
mit | Massachusetts Institute of Technology
Caltech | California Institute of Technology
Georgia Tech | Georgia Institute of Technology
Georgia Institute of Technology-Main Campus | Georgia Institute of Technology
Virginia Tech | Virginia Polytechnic Institute and State University
ucla | University of California, Los Angeles
UCSD | University of California, San Diego
UC Irvine | University of California, Irvine
Berkeley | University of California, Berkeley
UT Dallas | University of Texas at Dallas
NYU | New York University
UPenn | University of Pennsylvania
Penn | University of Pennsylvania
penn state | Pennsylvania State University
UMich | University of Michigan
Michigan | University of Michigan
UIUC | University of Illinois Urbana-Champaign
UNC Chapel Hill | University of North Carolina at Chapel Hill
UW-Madison | University of Wisconsin-Madison
WashU | Washington University in St. Louis
Texas A&M | Texas A&M University
RPI | Rensselaer Polytechnic Institute
RIT | Rochester Institute of Technology
Pitt | University of Pittsburgh
Ole Miss | University of Mississippi
Mizzou | University of Missouri
UConn | University of Connecticut
LSU | Louisiana State University
BYU | Brigham Young University
Notre Dame | University of Notre Dame
Johns Hopkins | Johns Hopkins University
West Point | United States Military Academy
Kaplan University | Purdue University Global
Oxford | University of Oxford
Cambridge University | University of Cambridge
Imperial | Imperial College London
LSE | London School of Economics and Political Science
UCL | University College London
KCL | King's College London
Trinity College, Cambridge | Trinity College, Cambridge
Balliol College, University of Oxford | University of Oxford
TUM | Technical University of Munich
University of Munich | LMU Munich
RWTH | RWTH Aachen University
ETH | ETH Zurich
Ecole Polytechnique Federale de Lausanne | École Polytechnique Fédérale de Lausanne
HEC Paris | HEC Paris
TU Delft | Delft University of Technology
Bocconi | Bocconi University
La Sapienza | Sapienza University of Rome
KTH | KTH Royal Institute of Technology
METU | Middle East Technical University
Technion | Technion - Israel Institute of Technology
IIT Bombay | Indian Institute of Technology Bombay
IIT Delhi | Indian Institute of Technology Delhi
IISc | Indian Institute of Science
IIM-A | Indian Institute of Management Ahmedabad
BITS Pilani | Birla Institute of Technology and Science, Pilani
NUS | National University of Singapore
北京大学 | Peking University
HKUST | Hong Kong University of Science and Technology
KAIST | Korea Advanced Institute of Science and Technology
U of T | University of Toronto
UBC | University of British Columbia
Tec de Monterrey | Monterrey Institute of Technology
USP | University of São Paulo
HBS | Harvard Business School
Stanford GSB | Stanford Graduate School of Business
Wharton | Wharton School
MIT Sloan | MIT Sloan School of Management
Kellogg School of Management, Northwestern University | Kellogg School of Management
Johns Hopkins University School of Medicine | Johns Hopkins University
Department of Physics, Princeton University | Princeton University
Georgetown University Law Center | Georgetown University Law Center
USC (Los Angeles) | University of Southern California
CMU, Thailand | Chiang Mai University
"""


@pytest.mark.parametrize(("name", "canonical"), pairs(CANONICAL))
def test_a_known_school_comes_back_with_its_canonical_name(name: str, canonical: str) -> None:
    info = SchoolCleaner().clean(name)

    assert info.name == canonical
    assert info.names[0] == canonical.lower().removeprefix("the ")
    assert info.domain == schools()[canonical].domain


@pytest.mark.parametrize(
    ("short", "some"),
    [
        ("USC", {"University of Southern California", "University of South Carolina"}),
        ("UW", {"University of Washington", "University of Wisconsin-Madison", "University of Waterloo"}),
        ("ASU", {"Arizona State University", "Appalachian State University"}),
        ("C.M.U.", {"Carnegie Mellon University", "Central Michigan University"}),
        ("ntu", {"Nanyang Technological University", "National Taiwan University"}),
        ("UT", {"University of Texas at Austin", "University of Tennessee, Knoxville"}),
        ("MSU", {"Michigan State University", "Mississippi State University"}),
        ("OSU", {"Ohio State University", "Oklahoma State University", "Oregon State University"}),
        ("IU", {"Indiana University Bloomington"}),
        ("UM", {"University of Michigan", "University of Miami"}),
        ("USF", {"University of South Florida", "University of San Francisco"}),
        ("BU", {"Boston University", "Baylor University"}),
        ("UC", {"University of California, Berkeley", "University of Cincinnati"}),
        ("Cal", {"University of California, Berkeley"}),
        ("Columbia College", {"Columbia College Chicago", "Columbia College (Missouri)"}),
        ("Trinity College", {"Trinity College Dublin", "Trinity College (Connecticut)"}),
        ("St. John's", {"St. John's University (New York)"}),
        ("Loyola", {"Loyola University Chicago", "Loyola Marymount University"}),
        ("Miami", {"Miami University", "University of Miami"}),
        ("PSU", {"Pennsylvania State University", "Portland State University"}),
    ],
)
def test_a_shared_name_has_to_be_asked_about(short: str, some: set[str]) -> None:
    assert some <= {school.name for school in resolve_school(short)}
    with pytest.raises(UserInputError, match="give the full name"):
        SchoolCleaner().clean(short)


def test_the_question_lists_the_schools() -> None:
    with pytest.raises(UserInputError) as caught:
        SchoolCleaner().clean("USC")

    assert str(caught.value) == (
        '"USC" may be University of Southern California; or University of South Carolina: '
        "give the full name of the school that you mean."
    )


def test_an_unknown_school_is_taken_as_it_is_written_without_its_campus() -> None:
    info = SchoolCleaner().clean("Lakeshore University at Eden - Main Campus")

    assert info.name == "Lakeshore University at Eden"
    assert info.key == "lakeshore university eden"
    assert info.names == ("lakeshore university at eden", "lakeshore university eden")
    assert info.domain == ""
    assert resolve_school(info.name) == ()


@pytest.mark.parametrize("name", ["", "  ", "--", "the"])
def test_a_name_without_words_is_refused(name: str) -> None:
    with pytest.raises(UserInputError, match="is no name of a school"):
        SchoolCleaner().clean(name)


def test_a_school_is_asked_for_by_all_its_names_and_those_of_its_parts() -> None:
    names = SchoolCleaner().clean("Harvard").names

    assert {"harvard university", "harvard business school", "radcliffe college"} <= set(names)
    assert "harvard extension school" not in names


def test_a_shared_name_is_none_to_ask_by() -> None:
    assert "usc" not in SchoolCleaner().clean("University of Southern California").names
    assert "columbia college" not in SchoolCleaner().clean("Columbia University").names


def test_every_school_is_asked_for_by_names_in_lower_case_that_mean_it_or_a_part_of_it() -> None:
    for school in schools().values():
        info = SchoolCleaner().clean(school.name)
        assert len(set(info.names)) == len(info.names) <= 100
        for name in info.names:
            assert name == name.lower()
            assert is_of_school(name, info), (school.name, name)


def test_a_part_is_of_the_whole_and_not_the_other_way() -> None:
    harvard, hbs = SchoolCleaner().clean("Harvard"), SchoolCleaner().clean("HBS")

    assert is_of_school("Harvard Business School", harvard)
    assert is_of_school("HBS", hbs)
    assert not is_of_school("Harvard University", hbs)


@pytest.mark.parametrize(
    ("name", "domain", "counts"),
    [
        ("uni von oxford", "www.ox.ac.uk", True),
        ("uni von oxford", "", False),
        ("Oxford Brookes University", "ox.ac.uk", False),
        ("University of Oxford", "", True),
    ],
)
def test_the_domain_decides_where_the_name_does_not(name: str, domain: str, counts: bool) -> None:
    assert is_of_school(name, SchoolCleaner().clean("Oxford"), domain) == counts


@pytest.mark.parametrize(
    ("name", "alike"),
    [("Miami University", True), ("Miami Dade College", True), ("Ohio University", False), ("MiamiX", True)],
)
def test_look_alikes(name: str, alike: bool) -> None:
    assert is_look_alike(name, SchoolCleaner().clean("University of Miami")) == alike


def test_a_name_is_shown_in_its_canonical_form() -> None:
    assert display_name("georgia institute of technology-main campus") == "Georgia Institute of Technology"
    assert display_name("Lakeshore University - Main Campus") == "Lakeshore University"
    assert display_name("USC") == "USC"


def test_a_heap_of_names_is_no_school() -> None:
    assert resolve_school(", ".join(["Stanford University"] * 500)) == ()


def test_the_key_is_that_of_the_canonical_name() -> None:
    for school in schools().values():
        for name in (school.name, *school.aliases):
            assert school_key(name) == school_key(school.name)
