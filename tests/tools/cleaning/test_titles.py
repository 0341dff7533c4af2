from typing import get_args

import pytest

from inroad.state import Level, TitleInfo
from inroad.tools.cleaning import TitleCleaner
from inroad.tools.cleaning.title_levels import is_only_level, settled
from inroad.tools.cleaning.title_rules import parts_of, words_of
from inroad.tools.cleaning.titles import EmbeddedTitleCleaner

# title, cleaned name, role, sub-role, levels; each read by eye.
TITLES = [
    ("Sr. Product Manager", "product manager", "product", "product_management", "senior"),
    ("Jr Dev", "software engineer", "engineering", "software", "entry"),
    ("VP Eng", "engineering manager", "engineering", "software", "vp"),
    ("VP of Engineering", "engineering manager", "engineering", "software", "vp"),
    ("Head of Data", "data manager", "analyst", "data_analyst", "director"),
    ("Mgr", "", "", "", "manager"),
    ("Engineering Mgr", "engineering manager", "engineering", "software", "manager"),
    ("Assoc. Product Manager", "product manager", "product", "product_management", "entry"),
    ("PM", "product manager", "product", "product_management", ""),
    ("TPM", "technical program manager", "operations", "project_management", ""),
    ("SDE", "software engineer", "engineering", "software", ""),
    ("SDE III", "software engineer", "engineering", "software", "senior"),
    ("SDET", "qa engineer", "engineering", "qa_engineering", ""),
    ("SRE", "site reliability engineer", "engineering", "devops", ""),
    ("BDR", "sales development representative", "sales", "sales_development", ""),
    ("AE", "account executive", "sales", "account_executive", ""),
    ("CSM", "customer success manager", "support", "customer_success", ""),
    ("EA", "executive assistant", "operations", "administrative", ""),
    ("RN", "registered nurse", "health", "nursing", ""),
    ("CTO", "chief technology officer", "engineering", "software", "cxo"),
    ("Chief of Staff", "chief of staff", "operations", "strategy", ""),
    ("Founding Engineer", "software engineer", "engineering", "software", ""),
    ("Team Lead", "", "", "", "manager"),
    ("Principal", "", "", "", "senior"),
    ("Principal Engineer", "software engineer", "engineering", "software", "senior"),
    ("Intern", "", "", "", "training"),
    ("Software Engineering Intern", "software engineer", "engineering", "software", "training"),
    ("Werkstudent Softwareentwicklung (m/w/d)", "", "engineering", "software", "training"),
    ("Working Student Marketing", "", "marketing", "brand", "training"),
    ("Director", "", "", "", "director"),
    ("Director of Engineering", "engineering manager", "engineering", "software", "director"),
    ("Country Manager", "general manager", "operations", "executive", "manager"),
    ("Senior Backend Software Engineer - Fintech", "backend engineer", "engineering", "software", "senior"),
    ("Talent Acquisition Partner", "recruiter", "human_resources", "recruiting", ""),
    ("Technical Recruiter II", "recruiter", "human_resources", "recruiting", ""),
    ("Head of People", "hr manager", "human_resources", "human_resources", "director"),
    ("Head of Talent", "recruiting manager", "human_resources", "recruiting", "director"),
    ("VP of People", "hr manager", "human_resources", "human_resources", "vp"),
    ("Engineering Manager, Platform", "engineering manager", "engineering", "software", "manager"),
    ("Co-Founder & CEO", "chief executive officer", "operations", "executive", "cxo owner"),
    ("Student at X", "student", "education", "student", "training"),
    ("Retired", "unemployed", "unemployed", "unemployed", ""),
    ("Open to work", "unemployed", "unemployed", "unemployed", ""),
    ("--", "", "", "", ""),
    ("Senior Director, Product Marketing", "product marketing manager", "marketing", "brand", "director"),
    ("Manager, Software Engineering", "engineering manager", "engineering", "software", "manager"),
    ("Software engineer recruiter", "recruiter", "human_resources", "recruiting", ""),
    ("Recruiting @ Acme", "", "human_resources", "recruiting", ""),
    ("Talent @ Acme", "", "human_resources", "recruiting", ""),
    ("People Operations", "hr specialist", "human_resources", "human_resources", ""),
    ("HR Business Partner", "hr business partner", "human_resources", "human_resources", ""),
    ("Recruitment Consultant", "recruiter", "human_resources", "recruiting", ""),
    ("Personalreferentin Recruiting", "recruiter", "human_resources", "recruiting", ""),
    ("Chargé de recrutement", "recruiter", "human_resources", "recruiting", ""),
    ("Partner", "", "", "", "partner"),
    ("Managing Director", "managing director", "operations", "executive", "director"),
    ("Managing Partner", "managing partner", "operations", "executive", "partner"),
    ("Owner", "founder", "operations", "executive", "owner"),
    ("VP Sales", "sales manager", "sales", "account_executive", "vp"),
    ("Chief Revenue Officer", "chief revenue officer", "sales", "revenue_operations", "cxo"),
    ("Chief Data Officer", "data manager", "analyst", "data_analyst", "cxo"),
    ("Sales Manager", "sales manager", "sales", "account_executive", "manager"),
    ("Account Manager", "account manager", "sales", "account_management", ""),
    ("Senior Engineering Manager", "engineering manager", "engineering", "software", "manager senior"),
    ("Executive Assistant to the CEO", "executive assistant", "operations", "administrative", ""),
    ("Assistant to the CEO", "executive assistant", "operations", "administrative", ""),
    ("Product Designer II", "product designer", "product", "product_design", ""),
    ("Softwareentwickler:in (m/w/d)", "software engineer", "engineering", "software", ""),
    ("Développeur·se Full Stack H/F", "full stack engineer", "engineering", "software", ""),
    ("Ingénieur logiciel (H/F)", "software engineer", "engineering", "software", ""),
    ("Ingeniero/a de Software", "software engineer", "engineering", "software", ""),
    ("Verkäufer (m/w/d) Teilzeit", "retail sales associate", "sales", "retail", ""),
    ("Krankenpfleger/in", "registered nurse", "health", "nursing", ""),
    ("Lead Generation Specialist", "sales development representative", "sales", "sales_development", ""),
    ("Lead Software Engineer", "tech lead", "engineering", "software", "senior"),
    ("Tech Lead", "tech lead", "engineering", "software", "senior"),
    ("Engineering Lead", "tech lead", "engineering", "software", "senior"),
    ("Marketing Lead", "marketing manager", "marketing", "brand", "senior"),
    ("Nurse Manager", "nurse manager", "health", "nursing", "manager"),
    ("Registered Nurse - ICU", "registered nurse", "health", "nursing", ""),
    ("Math Teacher", "teacher", "education", "primary_and_secondary", ""),
    ("Warehouse Associate", "warehouse worker", "fulfillment", "warehouse", ""),
    ("Sofware Enginer", "software engineer", "engineering", "software", ""),
    ("Data Scientist II, Growth", "data scientist", "engineering", "data_science", ""),
    ("Customer Support Team Lead", "customer support manager", "support", "customer_support", "manager"),
    ("Senior Recruiter", "recruiter", "human_resources", "recruiting", "senior"),
    ("Sourcer", "talent sourcer", "human_resources", "recruiting", ""),
    ("President & CEO", "chief executive officer", "operations", "executive", "cxo"),
    ("Founder", "founder", "operations", "executive", "owner"),
    ("Freelance Graphic Designer", "graphic designer", "creative", "graphic_design", ""),
    ("Software Engineer I", "software engineer", "engineering", "software", "entry"),
    ("iOS Developer", "ios engineer", "engineering", "software", ""),
    ("VP, People & Talent", "hr manager", "human_resources", "human_resources", "vp"),
    ("Global Head of Talent Acquisition", "recruiting manager", "human_resources", "recruiting", "director"),
    ("Manager of Data Science", "data scientist", "engineering", "data_science", "manager"),
    ("Regional Sales Manager - EMEA", "sales manager", "sales", "account_executive", "manager"),
    ("Product Owner", "product owner", "product", "product_management", ""),
    ("Business Owner", "founder", "operations", "executive", "owner"),
    ("Volunteer Coordinator", "nonprofit program manager", "public_service", "social_service", ""),
    ("Volunteer Firefighter", "firefighter", "public_service", "emergency_services", ""),
    ("Senior Manager, Technical Recruiting", "recruiting manager", "human_resources", "recruiting", "manager senior"),
    ("Staff Nurse", "registered nurse", "health", "nursing", ""),
    (
        "Senior Site Reliability Engineer - Observability",
        "site reliability engineer",
        "engineering",
        "devops",
        "senior",
    ),
    ("Staff Software Engineer, Payments Infrastructure", "software engineer", "engineering", "software", "senior"),
    ("Software Engineer (New Grad 2025)", "software engineer", "engineering", "software", "entry"),
    ("Graduate Software Developer", "software engineer", "engineering", "software", "entry"),
    ("Lead Data Engineer - Streaming", "data engineer", "engineering", "data_engineering", "senior"),
    ("Principal Product Manager, Search & Discovery", "product manager", "product", "product_management", "senior"),
    ("Associate Product Marketing Manager", "product marketing manager", "marketing", "brand", "entry"),
    ("Director, Customer Success - EMEA", "customer success manager", "support", "customer_success", "director"),
    ("Head of Growth Marketing", "growth marketing manager", "marketing", "growth", "director"),
    ("VP of Finance & Operations", "finance manager", "finance", "financial", "vp"),
    (
        "Chief Information Security Officer (CISO)",
        "chief information security officer",
        "engineering",
        "security",
        "cxo",
    ),
    ("Senior Technical Recruiter - GTM", "recruiter", "human_resources", "recruiting", "senior"),
    ("Talent Acquisition Manager, Engineering", "recruiting manager", "human_resources", "recruiting", "manager"),
    ("People Business Partner (12 month FTC)", "hr business partner", "human_resources", "human_resources", ""),
    ("Sachbearbeiter Einkauf (w/m/d)", "buyer", "operations", "procurement", ""),
    ("Elektroniker für Betriebstechnik (m/w/d)", "electrician", "trade", "electric", ""),
    ("Bauleiter Hochbau (m/w/d)", "construction manager", "trade", "construction", "manager"),
    ("Steuerfachangestellter (m/w/d) in Teilzeit", "tax accountant", "finance", "accounting", ""),
    ("Assistenzarzt Innere Medizin (m/w/d)", "physician", "health", "doctor", ""),
    ("Product Owner E-Commerce (all genders)", "product owner", "product", "product_management", ""),
    ("Chef de projet marketing digital H/F", "project manager", "operations", "project_management", ""),
    ("Infirmier(ère) de nuit - CDI", "registered nurse", "health", "nursing", ""),
    ("Comptable général F/H", "accountant", "finance", "accounting", ""),
    ("Alternance - Chargé de communication", "public relations manager", "marketing", "content", "training"),
    ("Ingeniero de Datos Senior", "data engineer", "engineering", "data_engineering", "senior"),
    ("Auxiliar Administrativo/a", "administrative assistant", "operations", "administrative", ""),
    ("Operaio di produzione", "production worker", "manufacturing", "machinist", ""),
    ("Night Shift RN - Med/Surg", "registered nurse", "health", "nursing", ""),
    ("Travel Nurse, Labor & Delivery", "registered nurse", "health", "nursing", ""),
    ("Physical Therapist - Outpatient (PRN)", "physical therapist", "health", "therapy", ""),
    ("Family Medicine Physician", "physician", "health", "doctor", ""),
    ("Pharmacy Technician - Part Time", "pharmacy technician", "health", "pharmacy", ""),
    ("Dental Hygienist", "dental hygienist", "health", "dental", ""),
    ("5th Grade Teacher", "teacher", "education", "primary_and_secondary", ""),
    ("High School Math Teacher (2025-26 School Year)", "teacher", "education", "primary_and_secondary", ""),
    ("Assistant Professor of Economics", "professor", "education", "professor", ""),
    ("Postdoctoral Fellow in Neuroscience", "postdoctoral researcher", "research", "scientific", ""),
    ("Research Scientist, Alignment", "research scientist", "research", "scientific", ""),
    ("Lab Technician II", "medical laboratory technician", "research", "scientific", ""),
    ("Clinical Research Coordinator", "clinical research associate", "research", "scientific", ""),
    ("Forklift Operator - 2nd Shift", "warehouse worker", "fulfillment", "warehouse", ""),
    ("CDL A Truck Driver - Home Weekly", "truck driver", "fulfillment", "transport", ""),
    ("Warehouse Supervisor", "warehouse manager", "fulfillment", "warehouse", "manager"),
    ("Delivery Driver - Independent Contractor", "truck driver", "fulfillment", "transport", ""),
    ("Maintenance Technician (Nights)", "maintenance technician", "trade", "mechanic", ""),
    ("HVAC Service Technician", "hvac technician", "trade", "plumbing", ""),
    ("Journeyman Electrician", "electrician", "trade", "electric", ""),
    ("CNC Machinist", "machinist", "manufacturing", "machinist", ""),
    ("Quality Assurance Inspector", "quality inspector", "manufacturing", "quality_assurance", ""),
    ("Plant Manager", "production manager", "manufacturing", "machinist", "manager"),
    ("Barista - Downtown", "server", "hospitality", "restaurants", ""),
    ("Sous Chef", "chef", "hospitality", "restaurants", ""),
    ("Hotel Front Desk Agent", "hotel receptionist", "hospitality", "tour_and_travel", ""),
    ("Assistant Store Manager - Outlet", "store manager", "sales", "retail", "manager"),
    ("Keyholder, Part-Time", "store manager", "sales", "retail", "manager"),
    ("Customer Service Rep (Remote)", "customer support representative", "support", "customer_support", ""),
    ("Technical Support Engineer II (Tier 2)", "technical support engineer", "support", "customer_support", ""),
    ("Implementation Manager, Healthcare", "implementation consultant", "sales_engineering", "implementation", ""),
    ("Solutions Engineer, Pre-Sales", "solutions engineer", "sales_engineering", "solutions_engineer", ""),
    ("Senior Account Executive, Public Sector", "account executive", "sales", "account_executive", "senior"),
    ("Regional Vice President, Sales", "sales manager", "sales", "account_executive", "vp"),
    ("Channel Partner Manager", "partnerships manager", "partnerships", "partnerships", ""),
    ("Senior Associate, Strategy & Operations", "strategy manager", "operations", "strategy", ""),
    ("Chief of Staff to the CTO", "chief of staff", "operations", "strategy", ""),
    ("FP&A Manager", "finance manager", "finance", "financial", "manager"),
    ("Accounts Payable Specialist", "bookkeeper", "finance", "bookkeeping", ""),
    ("Senior Tax Accountant", "tax accountant", "finance", "accounting", "senior"),
    ("Assistant General Counsel", "lawyer", "legal", "legal", ""),
    ("Contracts Administrator", "contracts manager", "legal", "legal", ""),
    ("Data Privacy Counsel", "lawyer", "legal", "legal", ""),
    ("Payroll Administrator", "payroll specialist", "finance", "accounting", ""),
    ("Executive Assistant to CFO", "executive assistant", "operations", "administrative", ""),
    ("Facilities Coordinator", "facilities manager", "trade", "building_and_grounds", ""),
    ("Supply Chain Planner", "supply chain analyst", "fulfillment", "logistics", ""),
    ("Buyer II", "buyer", "operations", "procurement", ""),
    ("UX Writer", "ux writer", "marketing", "content", ""),
    ("Brand Designer", "graphic designer", "creative", "graphic_design", ""),
    ("3D Environment Artist", "motion designer", "creative", "graphic_design", ""),
    ("Technical Program Manager III", "technical program manager", "operations", "project_management", "senior"),
    ("Scrum Master (Contract)", "scrum master", "operations", "project_management", ""),
    ("Machine Learning Engineer, Recommendations", "machine learning engineer", "engineering", "data_science", ""),
    ("Quantitative Researcher", "quantitative researcher", "finance", "financial", ""),
    ("Embedded Firmware Engineer", "embedded software engineer", "engineering", "software", ""),
    ("RF Engineer", "electrical engineer", "engineering", "electrical", ""),
    ("ASIC Design Verification Engineer", "hardware engineer", "engineering", "hardware", ""),
    ("Civil Engineer (EIT)", "civil engineer", "engineering", "architecture", ""),
    ("Police Officer - Lateral", "police officer", "public_service", "protective_service", ""),
    ("Grants Manager", "nonprofit program manager", "public_service", "social_service", ""),
    ("Volunteer Program Coordinator", "nonprofit program manager", "public_service", "social_service", ""),
    ("Venture Partner", "investment analyst", "finance", "investor", ""),
    ("Growth Product Manager", "product manager", "product", "product_management", ""),
    ("Community Manager (Discord)", "social media manager", "marketing", "content", ""),
    ("Editor-in-Chief", "journalist", "creative", "journalism", ""),
    ("Real Estate Agent", "realtor", "professional_service", "realtor", ""),
    ("Software Engineer 2", "software engineer", "engineering", "software", ""),
    ("Software Engineer, Generalist", "software engineer", "engineering", "software", ""),
    ("Part-Time Behavior Technician (RBT) - Lafayette, GA", "behavior technician", "health", "therapy", ""),
    ("Verfahrenstechniker (m/w/d)", "chemical engineer", "engineering", "chemical", ""),
    ("Assistente Vendite Part-time (m/f/x)", "retail sales associate", "sales", "retail", ""),
    (
        "創業AIソフトウェアエンジニア(Founding AI Software Engineer) (Remote)",
        "software engineer",
        "engineering",
        "software",
        "",
    ),
    ("Primo - Software Engineer (Go/React)", "software engineer", "engineering", "software", ""),
    ("CEO/Partner - Printing Services Business", "chief executive officer", "operations", "executive", "cxo partner"),
    (
        "Senior/Staff Applied Scientist - Relocate to Europe!",
        "applied scientist",
        "engineering",
        "data_science",
        "senior",
    ),
    ("Store Manager (Munich) - (m/f/d)", "store manager", "sales", "retail", "manager"),
    ("Login.gov: Data Analyst", "data analyst", "analyst", "data_analyst", ""),
    ("Senior Software Engineer at Acme | Ex-Google", "software engineer", "engineering", "software", "senior"),
    ("SWE II", "software engineer", "engineering", "software", ""),
    ("Staff Backend Engineer", "backend engineer", "engineering", "software", "senior"),
    ("HR Specialist - Recruitment", "recruiter", "human_resources", "recruiting", ""),
    ("Open to work | Data Analyst", "data analyst", "analyst", "data_analyst", ""),
    ("Software Engineer | Open to work", "software engineer", "engineering", "software", ""),
    ("🚀 Growth Marketer 🚀", "growth marketing manager", "marketing", "growth", ""),
    ("Backend Engineer #12345", "backend engineer", "engineering", "software", ""),
    ("Talent Community Form", "", "", "", ""),
    ("Founding AE", "account executive", "sales", "account_executive", ""),
    ("Former Data Analyst", "", "", "", ""),
    ("PhD Student", "student", "education", "student", "training"),
    ("Senior Director of Product", "product manager", "product", "product_management", "director"),
]


@pytest.mark.parametrize(("title", "name", "role", "sub_role", "levels"), TITLES)
def test_what_a_title_means(title: str, name: str, role: str, sub_role: str, levels: str) -> None:
    info = EmbeddedTitleCleaner().clean(title)
    assert (info.cleaned_name, info.role, info.sub_role, info.levels) == (
        name,
        role,
        sub_role,
        levels.split(),
    )


def test_the_table_is_large_enough() -> None:
    assert len(TITLES) >= 120


def test_the_title_is_kept_as_it_was_and_the_neighbours_are_named() -> None:
    cleaner: TitleCleaner = EmbeddedTitleCleaner()
    assert cleaner.clean("Sr. Site Reliability Engineer") == TitleInfo(
        title="Sr. Site Reliability Engineer",
        cleaned_name="site reliability engineer",
        similar_titles=["devops engineer", "platform engineer", "cloud engineer"],
        role="engineering",
        sub_role="devops",
        levels=["senior"],
    )


@pytest.mark.parametrize(
    "title",
    [
        "",
        "  ",
        "--",
        "🚀",
        "Former Data Analyst",
        "Aspiring Nurse",
        "General Inquiry",
        "Talent Community Form",
        "Qwrtz",
    ],
)
def test_a_title_of_which_nothing_is_known_comes_back_alone(title: str) -> None:
    assert EmbeddedTitleCleaner().clean(title) == TitleInfo(title=title)


@pytest.mark.parametrize(
    "title", ["Retired Teacher", "Seeking software engineer roles", "Looking for a job", "Open to opportunities"]
)
def test_a_wish_or_a_past_is_no_job(title: str) -> None:
    info = EmbeddedTitleCleaner().clean(title)
    assert (info.role, info.sub_role) == ("unemployed", "unemployed")


@pytest.mark.parametrize(
    ("title", "levels"),
    [
        ("Entry Level Accountant", ["entry"]),
        ("Graduate Program Accountant", []),
        ("Volunteer Accountant", ["unpaid"]),
        ("Deputy Head of Accounting", ["director"]),
        ("Internship Program Accountant", []),
        ("Accountant, Founder", ["owner"]),
        ("Process Owner Finance", []),
        ("Accountant IV", ["senior"]),
        ("Accountant (Intern)", ["training"]),
        ("Accountant (New Grad)", ["entry"]),
    ],
)
def test_words_beside_the_job_say_the_level(title: str, levels: list[Level]) -> None:
    assert EmbeddedTitleCleaner().clean(title).levels == levels


def test_some_words_mean_a_job_only_alone() -> None:
    cleaner = EmbeddedTitleCleaner()
    assert cleaner.clean("Senior Consultant").cleaned_name == "management consultant"
    assert cleaner.clean("Technician II").cleaned_name == "maintenance technician"
    assert cleaner.clean("Barn Technician").cleaned_name == ""


def test_an_answer_is_the_callers_own() -> None:
    cleaner = EmbeddedTitleCleaner()
    cleaner.clean("Data Engineer").similar_titles.clear()
    cleaner.clean("Data Engineer").levels.append("senior")
    again = cleaner.clean("Data Engineer")
    assert again.levels == []
    assert again.similar_titles == ["analytics engineer", "backend engineer", "data architect"]


@pytest.mark.parametrize(
    "title",
    [
        "Recruiter",
        "Sr. Recruiter",
        "Technical Sourcer",
        "Lead Talent Partner",
        "Head of Recruiting",
        "Director, Talent Acquisition",
        "University Recruiting Lead",
        "Recruitment Manager",
        "Staffing Coordinator - Engineering Recruiting",
        "Recruiting Operations Manager",
        "Executive Search Consultant",
        "Headhunter",
        "Personalreferentin Recruiting (m/w/d)",
        "Chargée de recrutement",
        "Hiring Engineers @ Acme | Recruiter",
        "Human Resources Generalist / Recruiter",
        "People Operations & Recruiting",
    ],
)
def test_whoever_recruits_is_a_recruiter(title: str) -> None:
    info = EmbeddedTitleCleaner().clean(title)
    assert (info.role, info.sub_role) == ("human_resources", "recruiting")


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Llama Whisperer and Barn Technician", "trade"),
        ("Acoustics Engineer", "engineering"),
        ("Fertility Consultant", "advisory"),
        ("Wig Department Designer", "creative"),
        ("Marketing", "marketing"),
    ],
)
def test_the_last_resort_tells_the_role_alone(title: str, role: str) -> None:
    info = EmbeddedTitleCleaner().clean(title)
    assert (info.cleaned_name, info.role, info.similar_titles) == ("", role, [])


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Koch/Köchin (m/w/d)", [("koch", "kochin")]),
        ("Entwickler*in, Berlin", [("entwickler",), ("berlin",)]),
        ("Data Analyst (all genders)", [("data", "analyst")]),
        ("Sr. Dev - Req #4711", [("senior", "developer")]),
        ("Co-Founder @ Acme Labs | Ex-Nadir", [("founder",)]),
        ("C++ / C# / .NET Engineer", [("cpp", "csharp", "dotnet", "engineer")]),
    ],
)
def test_a_title_is_cut_into_parts(title: str, parts: list[tuple[str, ...]]) -> None:
    assert parts_of(title) == parts


def test_abbreviations_are_written_out() -> None:
    assert words_of("Eng Mgr, Back-End") == ("engineering", "manager", "backend")
    assert words_of("Software Eng") == ("software", "engineer")


@pytest.mark.parametrize(
    ("levels", "kept"),
    [
        ({"senior", "manager"}, ["manager", "senior"]),
        ({"senior", "director", "manager"}, ["director"]),
        ({"vp", "director"}, ["vp"]),
        ({"cxo", "owner", "senior"}, ["cxo", "owner"]),
        ({"partner", "cxo"}, ["cxo", "partner"]),
        ({"training", "entry"}, ["training"]),
        ({"entry", "senior"}, ["senior"]),
        (set(), []),
    ],
)
def test_higher_levels_make_lower_ones_needless(levels: set[Level], kept: list[Level]) -> None:
    assert levels <= set(get_args(Level))
    assert settled(levels) == kept


def test_a_part_may_say_only_a_level() -> None:
    assert is_only_level(("senior", "manager"))
    assert not is_only_level(("senior", "baker"))
    assert not is_only_level(())
