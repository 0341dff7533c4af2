from __future__ import annotations

import datetime as dt
import re

import pytest

from inroad.state import Alumni, Education
from inroad.tools.cleaning.degrees import Rejection, degree_at
from inroad.tools.cleaning.schools import SchoolCleaner

TODAY = dt.date(2026, 11, 21)
LAKESHORE = SchoolCleaner().clean("Lakeshore State University")

GUEST = "an exchange, visiting or summer term, no degree"
COURSE = "a course, no degree"
CERTIFICATE = "a certificate, no degree"
BOOTCAMP = "a bootcamp, no degree"
EXECUTIVE = "executive education, no degree"
STAFF = "worked there, no degree"
POSTDOC = "a postdoc or residency, no degree"
SHORT = "less than a year, no degree"
UNKNOWN = "neither a degree nor an end known"


def dates(text: str) -> dict[str, int]:
    """Read "2010-2014" or "2018.01-2018.05", either side empty where it is not known."""
    start, _, end = text.partition("-")
    parts = {"start": start, "end": end}
    found: dict[str, int] = {}
    for side, value in parts.items():
        if match := re.fullmatch(r"(\d{4})(?:\.(\d\d))?", value.strip()):
            found[f"{side}_year"] = int(match[1])
            if match[2]:
                found[f"{side}_month"] = int(match[2])
    return found


def entry(line: str) -> Education:
    """Read "degree | dates | field | raw | summary"."""
    degree, when, field, raw, summary = (*(part.strip() for part in line.split("|")), "", "", "", "")[:5]
    return Education(
        school="lakeshore state university",
        degree=degree,
        field=field,
        raw=raw,
        summary=summary,
        **dates(when),
    )


def verdict(*entries: Education, students: bool = False) -> str:
    found = degree_at(entries, LAKESHORE, students=students, today=TODAY)
    return found.reason if isinstance(found, Rejection) else "alumnus"


DEGREES = """
bachelors
masters
doctorates
associates
bachelors, bachelors of science
masters, masters of science
masters, master of business administration
doctorates, doctor of philosophy
associates, associates of arts
Bachelor of Arts
Bachelor's degree
Bachelor’s Degree
Bachelor of Science (B.S.)
B.S.
BS
B.Sc. (Hons)
BSc (Hons), First Class
BSc
B.A.
BA
B.A. (Hons)
A.B.
S.B.
BBA
B.Com
B.Tech
B.E.
B.Eng.
BEng (Hons)
BFA
BSN
LL.B.
LLM
Master of Science
Master's degree
Masters in Finance
Master of Engineering - MEng
M.S.
MS
M.Sc.
M.A.
MBA
Executive MBA
Global Executive MBA
Master of Business Administration - MBA
MPhil
MPA
MPH
MFA
M.Ed.
M.Tech
PhD
Ph.D.
Doctor of Philosophy (PhD)
Doctor of Medicine (MD)
DPhil
D.Sc.
EdD
PsyD
DBA
JD
J.D.
Juris Doctor
MD
M.D.
MBBS
MBChB
DDS
PharmD
Associate of Arts
Associate's degree
A.A.S.
Licence
Licenciatura
Licence professionnelle
Diplom-Ingenieur
Diplom
Dipl.-Ing.
Dipl. Kfm.
Diplôme d'ingénieur
Laurea
Laurea magistrale
Laurea Triennale
Staatsexamen
Magister
Mestrado
Bacharelado
Ingeniero
Grado en Economía
Doktor
Mgr
Honours
cum laude
学士
硕士
Бакалавр
Bc.
A.S.
M.A.Sc.
Licence en droit
PGDM
Post Graduate Diploma in Management
Postgraduate Diploma
Undergraduate Degree
Dual Degree, Economics and Law
"""


@pytest.mark.parametrize("degree", DEGREES.strip().splitlines())
def test_a_degree_counts_without_dates(degree: str) -> None:
    found = degree_at([entry(degree)], LAKESHORE, students=False, today=TODAY)

    assert found == Alumni(school="Lakeshore State University", degree=degree)


ACCEPTED = """
 | -2014
 | 2010-2014
 | 2012-2013
 | 2013.09-2014.06
 | 2010-2014 | Economics
 | 2010-2014 | Training and Development
Diploma | 2012-2014
Minor in Music | 2010-2014
Economics | -2011
BSc | 2010-2014 | Computer Science
BSc | 2022.09-2026.06
BSc | 2022-2026
BS | 2010- | Physics
 | 2010-2014 | | bachelor of science, physics, lakeshore state university
 | | | bs, physics, lakeshore state university
BSc | 2010-2014 | | | Relevant coursework: algorithms, databases
BSc | 2010-2014 | | | Study abroad: one semester at Northfield University
BSc | 2010-2014 | | | Exchange student in Spain. Certificate in entrepreneurship.
BSc | 2010-2014 | | | Thesis on exchange rates and incomplete markets
BSc | 2010-2014 | | | Teaching assistant; research on drop-out rates
BSc | 2010-2014 | | | Transferred from Northfield Community College
BSc | 2010-2014 | Secondary Education
MBA | 2013-2015 | | mba candidate, lakeshore state university
MBA | 2013-2015 | | | Expected graduation May 2015
BA | -2015 | | | Graduating class of 2015
BA | | | | Class of 2015
 | 2008-2012 | | | Summer program in Rome, exchange in Oslo
Master of Science, Graduate Certificate in Ethics | 2010-2012
Master of Science in Executive Leadership | 2010-2012
Master of Computer Science via Coursera | 2018-2020
Bachelor of Arts, First Class | 2010-2013
BSc | 2010-2014 | | bachelor of science, class of summer 2014
MA in Teacher Training | 2010-2011
PhD | 2010-2016 | | | Supervised by a professor; visiting researcher at Northfield for a summer
BSc | 2026.01-2026.10
MS | 2020- | Statistics
PhD, Dean's Fellow | 2010-2015
Erasmus Mundus Joint Master Degree | 2012-2014
MFA (low-residency) | 2012-2014
MSc | 2010-2012 | Accounting and Audit
 | 2010-2011 | Faculty of Arts
HND | 2010-2012
BSc | 2010-2014 | | | Left the university with first-class honours
"""


@pytest.mark.parametrize("line", [line for line in ACCEPTED.splitlines() if line])
def test_an_entry_that_counts(line: str) -> None:
    assert verdict(entry(line)) == "alumnus"


REJECTED = {
    "high school": """
High School Diploma | 2006-2010
 | 2006-2010 | | high school diploma, lakeshore state university
GED | 2006
A-Levels | 2008-2010
Abitur | -2009
International Baccalaureate | 2008-2010
IB Diploma | 2008-2010
12th Grade | -2009
Year 12 | -2009
Class XII | -2009
Bachillerato | -2009
""",
    "unfinished": """
BSc (incomplete) | 2010-2012
BA, did not complete | 2010-2012
BA | 2010-2012 | | | Did not complete the degree
BA | 2010-2012 | Economics (did not finish)
BSc (not completed) | 2010-2012
 | 2010-2012 | | coursework toward bachelor of science, economics
 | 2010-2012 | Coursework towards a degree in law
Some college | 2010-2012
Attended | 2010-2012
Dropped out | 2010-2011
BSc | 2010-2011 | | | Dropped out to start a company
BSc | 2010-2011 | | | Left before completing the degree
BSc | 2010-2011 | | | Left to found a company
BSc | 2010-2012 | | | Transferred to Northfield University
 | 2010-2012 | | withdrew
BA | 2010-2012 | | | Withdrew after two years
PhD (ABD) | 2010-2016
PhD, all but dissertation | 2010-2016
PhD candidate | 2010-2016
doctorates | 2010-2016 | | phd candidate, lakeshore state university
MBA | 2019-2020 | | | Leave of absence since 2020
60 credits | 2010-2012
Studium abgebrochen | 2010-2012
BSc, ohne Abschluss | 2010-2012
Licenciatura incompleta | 2010-2012
Ingeniero (trunco) | 2010-2012
""",
    "still a student": """
BSc | 2024-2028
BSc | 2023-2027
 | 2024-2028
MBA | 2025.09-2027.06
MBA | 2025.09-2026.12
MSc | 2025-
BSc | 2024- | Physics
 | 2023- | Physics
PhD | 2023-
PhD candidate | 2022-
PhD candidate
MBA candidate
BSc, expected 2027
BSc | | | | Expected to graduate in 2027
BSc | | | | Class of 2028
BS | | | | Class of '28
MS (in progress)
MSc | | | | Currently pursuing a second specialization
Pursuing MBA | 2025-
BSc | | | incoming bachelor student, lakeshore state university
JD | 2025-2026.12
 | 2026-
""",
    GUEST: """
Exchange | 2012.01-2012.05
Exchange semester | 2012-2013
 | 2012-2013 | Exchange Program
 | 2012.08-2012.12 | | exchange semester, lakeshore state university
 | 2012.08-2013.06 | | | Exchange student for one term
 | 2012-2013 | | | Visiting student for one year
Visiting student | 2012-2013
Visiting Scholar | 2015-2017
Visiting PhD student | 2015-2016
Study Abroad | 2012-2013
BA, study abroad | 2012-2013
Bachelor of Science (exchange) | 2012-2013
Erasmus | 2012-2013
Auslandssemester | 2012-2013
Summer School | 2012
Summer Session | -2012
Summer program in economics | 2012-2013
Non-degree | 2012-2014
Non-degree-seeking graduate student | 2012-2014
No degree | 2012-2014
Dual enrollment | 2008-2010
Dual-enrolment | 2008-2010
Concurrent enrollment | 2008-2010
 | 2009-2010 | | | Dual enrollment while in high school
Pre-college program | 2009-2010
Guest student | 2012-2013
Cross-registered student | 2012-2013
""",
    POSTDOC: """
Postdoc | 2016-2018
Postdoctoral Fellow | 2016-2018
Post-doctoral researcher | 2016-2018
Postdoctorate | 2016-2018
Residency, Internal Medicine | 2016-2019
Clinical Fellowship | 2016-2019
""",
    CERTIFICATE: """
Certificate | 2015-2016
Professional Certificate | 2015
Graduate Certificate | 2015-2016
Certificate in Data Science | 2012-2015
Master's Certificate in Project Management | 2015
 | 2015.01-2015.05 | | professional certificate, economics, lakeshore state university
 | 2015-2016 | Certificate, Data Science
Certified Financial Planner | 2015
Zertifikat | 2015
Real Estate License | 2015-2016
Post-Baccalaureate | 2013-2014
""",
    BOOTCAMP: """
Coding Bootcamp | 2018.01-2018.06
Full Stack Boot Camp | 2018
 | 2018-2019 | Data Analytics Bootcamp
Bootcamp Certificate | 2018
""",
    EXECUTIVE: """
Executive Education | 2018
Executive Program | 2018-2019
 | 2018-2019 | Executive Education
Executive Leadership Program | 2018
Advanced Management Program | 2018
""",
    COURSE: """
Online course | 2018-2019
Course | 2018-2019
 | 2018.03-2018.07 | | online course, economics, lakeshore state university
MicroMasters | 2018-2019
MicroBachelors | 2018-2019
Nanodegree | 2018-2019
Mini-MBA | 2018-2019
MBA Essentials | 2018
Masterclass | 2018
Workshop | 2018
Continuing Education | 2018-2019
edX | 2018-2019
Coursera | 2018-2019
Specialization | 2018-2019
Professional Development | 2018-2019
Pre-MBA | 2018-2019
Teaching Credential | 2018-2019
 | 2018-2019 | | | Six-week online course in statistics
 | 2018-2019 | | | An 8-week program for engineers
Curso | 2018-2019
""",
    STAFF: """
Lecturer | 2015-2018
Research Assistant | 2015-2018
Fellow | 2015-2017
Assistant Professor | 2015-2018
Teaching Assistant | 2015-2017
Intern | 2015-2016
""",
    "an honour, no degree": """
Honorary Doctorate | 2015-2016
Doctor honoris causa | -2015
""",
    SHORT: """
 | 2015.01-2015.05
 | 2015-2015
Economics | 2015.01-2015.03
Diploma | 2015.01-2015.05
""",
    UNKNOWN: """

Driving School, as I am told
Economics
 | 2008-
 | | Economics
Diploma
 | | | lakeshore state university
""",
}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (line, reason)
        for reason, lines in REJECTED.items()
        for line in lines.removeprefix("\n").removesuffix("\n").split("\n")
    ],
)
def test_an_entry_that_does_not_count(line: str, reason: str) -> None:
    assert verdict(entry(line)) == reason


@pytest.mark.parametrize("line", [line for line in REJECTED["still a student"].splitlines() if line])
def test_students_count_when_asked_for(line: str) -> None:
    assert verdict(entry(line), students=True) == "alumnus"


@pytest.mark.parametrize(
    "line", ["Exchange semester | 2026-2027", "Online course | 2026-2027", "BSc, dropped out | 2024-2028", "Economics"]
)
def test_asking_for_students_lets_nobody_else_in(line: str) -> None:
    assert verdict(entry(line), students=True) != "alumnus"


def test_a_year_without_its_month_is_over_from_july_on() -> None:
    education = [entry("BSc | 2022-2026")]
    june = degree_at(education, LAKESHORE, students=False, today=dt.date(2026, 6, 30))
    july = degree_at(education, LAKESHORE, students=False, today=dt.date(2026, 7, 1))

    assert june == Rejection("still a student")
    assert july == Alumni(school="Lakeshore State University", degree="BSc")


@pytest.mark.parametrize(
    ("asked", "school", "reason"),
    [
        ("University of Miami", "miami university", "another school: Miami University"),
        ("Miami University", "university of miami", "another school: University of Miami"),
        ("Penn", "pennsylvania state university", "another school: Pennsylvania State University"),
        ("Stanford", "Stanford Online High School", "high school"),
        ("Harvard", "Harvard High School", "high school"),
        ("Harvard", "HarvardX", "a course, no degree"),
        ("MIT", "MITx", "a course, no degree"),
        ("Stanford", "Coursera - Stanford University", "a course, no degree"),
        ("Harvard", "Harvard Extension School", "a course, no degree"),
        ("HBS", "Harvard University", "another school: Harvard University"),
        ("Lakeshore State University", "Northfield College", "another school: Northfield College"),
        ("University of Southern California", "USC", "another school: USC"),
        ("Lakeshore State University", "", "no school known"),
    ],
)
def test_another_school(asked: str, school: str, reason: str) -> None:
    education = [Education(school=school, degree="BSc", end_year=2015)]

    found = degree_at(education, SchoolCleaner().clean(asked), students=False, today=TODAY)

    assert found == Rejection(reason)


@pytest.mark.parametrize(
    ("asked", "school", "shown"),
    [
        ("Harvard", "harvard business school", "Harvard Business School"),
        ("HBS", "harvard university, harvard business school", "Harvard Business School"),
        ("Penn", "the wharton school", "Wharton School"),
        ("Georgia Tech", "georgia institute of technology-main campus", "Georgia Institute of Technology"),
        ("Lakeshore State University", "lakeshore state university - main campus", "Lakeshore State University"),
        ("Stanford", "stanford law school", "Stanford University"),
    ],
)
def test_a_degree_of_a_part_is_one_of_the_whole(asked: str, school: str, shown: str) -> None:
    education = [Education(school=school, degree="MBA", end_year=2015)]

    found = degree_at(education, SchoolCleaner().clean(asked), students=False, today=TODAY)

    assert found == Alumni(school=shown, degree="MBA")


def test_the_domain_tells_which_school_a_shared_name_means() -> None:
    usc = SchoolCleaner().clean("University of Southern California")
    here = Education(school="usc", degree="BA", school_domain="usc.edu")
    there = Education(school="usc", degree="BA", school_domain="sc.edu")

    assert isinstance(degree_at([here], usc, students=False, today=TODAY), Alumni)
    assert degree_at([there], usc, students=False, today=TODAY) == Rejection("another school: usc")


def test_a_secondary_school_of_the_same_name_gives_no_degree() -> None:
    education = [Education(school="Lakeshore State University", school_kind="secondary", end_year=2010)]

    assert verdict(*education) == "high school"


def test_of_several_entries_the_one_with_a_degree_counts() -> None:
    course, dated, degree = entry("Online course | 2018-2019"), entry("| 2004-2006"), entry("MSc | 2006-2008")

    assert degree_at([course, dated, degree], LAKESHORE, students=False, today=TODAY) == Alumni(
        school="Lakeshore State University", degree="MSc"
    )
    assert verdict(course, dated) == "alumnus"
    assert verdict(course, entry("Certificate")) == COURSE


def test_nobody_without_education_is_an_alumnus() -> None:
    assert verdict() == "no school known"
