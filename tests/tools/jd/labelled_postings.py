"""Made-up postings, labelled by hand before the rules read them: M a must, N nice to have, T a task, - the rest."""

from __future__ import annotations

import re
from typing import NamedTuple

from inroad.state import Posting

_NURSE = """
- About Lakeside Hospital
- Lakeside Hospital is a 240-bed community hospital that has served the Fernwick valley for over 60 years.
- We are hiring a full-time Registered Nurse for our Medical-Surgical unit (night shift, 7pm - 7am).
- What you'll do
T • Assess, plan and carry out care for five to six patients a shift
T • Administer medication and document it in Epic
T • Teach patients and their families before discharge
- Minimum Qualifications
M • Graduate of an accredited nursing program
M • Current RN license in the state of Oregon, or eligibility for one
M • BLS certification
M • At least one year of acute care experience
M • Able to lift 50 lbs and stand for most of a shift
- Preferred Qualifications
N • Bachelor of Science in Nursing (BSN)
N • ACLS certification
N • Experience with Epic
N • Fluent in Spanish
- Pay and benefits
- • $38.50 - $52.75 per hour, depending on experience
- • Medical, dental and vision insurance from day one
- • Tuition help of up to $5,000 a year
- • 403(b) with employer match
- Lakeside Hospital is an equal opportunity employer. All qualified applicants are considered without regard to \
race, sex, age or disability.
"""
_BACKEND = """
- **Senior Backend Engineer (Payments)**
- Tallyho moves money for small shops in 14 countries. We are 60 people and work remotely across Europe.
- Join our Ledger team and build the core of what every shop relies on.
- **Your mission**
T - Design and run the services that book four million payments a day
T - Own reliability: on-call, post-mortems, load tests
T - Mentor two younger engineers
- **What you bring**
M - 5+ years of backend experience, at least two of them in Go or Java
M - Deep knowledge of PostgreSQL and of event-driven systems (Kafka, NATS or similar)
M - You have run Kubernetes in production
M - You write clearly, in English
N - A degree in computer science is a plus, but not required
M - You live within two hours of CET
- **Bonus points**
N - Experience with payments, PCI DSS or double-entry bookkeeping
N - Terraform
N - Rust
- **What we offer**
- - €75.000 - €95.000 a year plus options
- - 30 days of paid leave, a laptop of your choice
- - Two company weeks a year in Lisbon
- **How to apply**
- Send us your CV and a few lines about something you have built until 31 March 2027. You should have a short \
call with Mara within a week.
"""
_MARKETING = """
- We're Bloomkit, a garden shop on the web. Last year 90,000 people bought seeds from us.
- We are looking for a content marketing manager who will own our blog, our newsletter and our social channels.
- The role
T You will plan, write and publish two articles a week, and measure what they bring.
T You will also work with two freelancers and report to our head of growth.
- You should apply if
M You have three to five years of experience in content or growth marketing
M You know your way around Google Analytics and one of HubSpot, Mailchimp or Klaviyo
M You write English like a native speaker
M You can tell a good headline from a loud one
- It would be great if
N You have worked for a shop on the web before
N You know a little HTML and CSS
N You grow your own tomatoes
- Don't worry if you don't tick every box - apply anyway!
- What's in it for you
- Salary: £38,000 - £46,000
- Hybrid: two days a week in our office in Bristol
- A discount on everything that grows
"""
_WERKSTUDENT = """
- Werkstudent (m/w/d) Datenanalyse
- Die Nordlicht Logistik GmbH bringt Pakete mit Lastenrädern durch Hamburg. Rund 120 Menschen arbeiten bei uns.
- Deine Aufgaben
T * Du unterstützt unser Team Datenplattform bei täglichen Auswertungen
T * Du baust Dashboards in Power BI und pflegst sie
T * Du prüfst die Qualität unserer Daten und dokumentierst Fehler
- Dein Profil
M * Du bist eingeschriebener Student der Informatik, Statistik oder eines vergleichbaren Studiengangs
M * Gute Kenntnisse in SQL und Python
M * Erste Erfahrung mit Power BI oder Tableau
M * Sehr gute Deutschkenntnisse, gute Englischkenntnisse
M * Selbstständige und sorgfältige Arbeitsweise
N * Erfahrung mit dbt oder Airflow von Vorteil
N * Idealerweise hast du noch mindestens zwei Semester vor dir
- Wir bieten
- * 16,50 Euro pro Stunde, 15 bis 20 Stunden pro Woche
- * Homeoffice an zwei Tagen pro Woche
- * Einen Zuschuss zum Deutschlandticket
- Bewerbungsfrist: 15.02.2027. Wir freuen uns auf deine Bewerbung, unabhängig von Herkunft, Alter oder Geschlecht.
"""
_PHD_INTERN = """
- PhD Research Intern, Speech Models
- Overview
- Aurelia Labs works on speech models for languages that few people speak. Our research group publishes openly.
- Responsibilities
T Run experiments on self-supervised speech models and write up what you find
T Present your results to the group at the end of your twelve weeks
- Requirements
M Currently enrolled in a PhD program in Computer Science, Linguistics or a related field
M Strong programming skills in Python and experience with PyTorch or JAX
M At least one publication at a conference such as ICASSP, Interspeech or ACL
M Must be available for 12 weeks between June and September 2027
- Preferred, but not required:
N Familiarity with low-resource languages
N Experience training models on several GPUs
N Knowledge of Swahili, Quechua or Welsh
- The pay is $9,500 per month. The internship is on-site in Montreal.
- Aurelia Labs welcomes applicants of every background and provides accommodations on request.
"""
_SALES = """
- Account Executive, Mid-Market (Amsterdam or remote in the Netherlands)
- Quillo helps law firms find their own documents. We raised €20 million last year and have doubled since.
- As an Account Executive you will find, win and keep law firms with 50 to 500 lawyers. You carry a quota of \
€600,000 a year and work closely with marketing. To do this well you need at least 3 years of experience in \
closing B2B software deals, and you must be fluent in Dutch and English. Experience with HubSpot is required. We\
 would love to see a background in legal tech, but it is not a must. A driver's license is a plus.
- We offer a base salary of €55,000 to €65,000 and a commission without a cap. You get 27 days off, a pension \
and a bike.
- Interested? Write to jobs@quillo.example before 1 December 2026.
"""
# The paragraph of the posting without headings asks in these sentences.
_SALES_LABELS = (
    (
        "M",
        "To do this well you need at least 3 years of experience in closing B2B software deals, "
        "and you must be fluent in Dutch and English.",
    ),
    ("M", "Experience with HubSpot is required."),
    ("N", "We would love to see a background in legal tech, but it is not a must."),
    ("N", "A driver's license is a plus."),
)  # fmt: skip


_BULLET = re.compile(r"^(?:[•*✔-] |\d\. |[a-f]\) )")


class Labelled(NamedTuple):
    """A posting, and the lines of it by their label, without their bullets."""

    posting: Posting
    musts: list[str]
    nices: list[str]
    tasks: list[str]


def labelled(title: str, marked: str, language: str = "en", more: tuple[tuple[str, str], ...] = ()) -> Labelled:
    """Return a posting of lines that begin with a label; `more` labels what is no line of its own."""
    lines = [(line[0], line[2:]) for line in marked.strip().split("\n")]
    posting = Posting(title=title, company="Made Up", text="\n".join(line for _, line in lines), language=language)
    told = [*lines, *more]
    return Labelled(posting, *([_BULLET.sub("", line) for label, line in told if label == wanted] for wanted in "MNT"))


LABELLED = {
    "nurse": labelled("Registered Nurse, Medical-Surgical (Nights)", _NURSE),
    "backend": labelled("Senior Backend Engineer (Payments)", _BACKEND),
    "marketing": labelled("Content Marketing Manager", _MARKETING),
    "werkstudent": labelled("Werkstudent (m/w/d) Datenanalyse", _WERKSTUDENT, "de"),
    "phd": labelled("PhD Research Intern, Speech Models", _PHD_INTERN),
    "sales": labelled("Account Executive, Mid-Market", _SALES, more=_SALES_LABELS),
}
