"""A letter's facts, an honest letter in English and one in German, and the lies that may be put into them."""

from __future__ import annotations

from datetime import date

from inroad.state import Fact, Message
from inroad.tools.writing import Brief, Reason, Wishes
from inroad.tools.writing.checking import check_letter

FACTS = {
    "person.name": "Mara Okafor",
    "person.first_name": "Mara",
    "sender.name": "Ada Winterfeld",
    "posting.title": "Senior Software Engineer",
    "posting.company": "Acme Robotics",
    "posting.place": "Berlin, Germany",
    "sender.role": "Backend Engineer",
    "sender.employer": "Finch Analytics",
    "sender.employer.1": "Harbor Library Network",
    "sender.role_since": "March 2021",
    "sender.study": "Computer Science at Lakeshore State University",
    "sender.school.1": "Lakeshore State University",
    "sender.degree.1": "Bachelor",
    "sender.field.1": "Computer Science",
    "sender.skill.1": "Python",
    "sender.email": "ada@mail.example",
    "sender.line.1": "Built a loan service in Python for 40 branches",
    "sender.line_at.1": "Harbor Library Network",
    "sender.line.2": "Cut the nightly load on PostgreSQL from 6 hours to 40 minutes",
    "sender.line_at.2": "Finch Analytics",
    "sender.experience": "7 years of work",
    "sender.experience.1": "4 years with Python",
    "posting.requirement.1": "5+ years of experience with Python in production",
    "posting.requirement.2": "Experience with Kubernetes and Kafka",
    "posting.requirement.3": "A Master's degree in computer science, or a PhD",
    "posting.requirement.4": "You have worked with PostgreSQL",
    "posting.requirement.5": "You enjoy explaining Terraform to colleagues",
    "posting.gap.2": "Experience with Kubernetes and Kafka",
    "posting.unmet.2": "Kubernetes and Kafka",
    "company.statement.1": "Acme Robotics builds Heron, a robot that sorts parcels in 40 depots.",
    "company.statement.2": "Globex has bought twelve Herons for its depots in Tromsø.",
}

ENGLISH = """\
Dear Mara Okafor,

I would like to apply for the Senior Software Engineer role at Acme Robotics in Berlin. I am a Backend Engineer at
Finch Analytics, and I studied Computer Science at Lakeshore State University. My CV adds up to 7 years of work, of
which 4 years with Python.

Your posting asks for experience with Python in production. At Harbor Library Network I built a loan service in Python
for 40 branches; people in those branches used it every day, and I learned to keep it plain. You also ask for
PostgreSQL. At Finch Analytics I cut the nightly load on PostgreSQL from 6 hours to 40 minutes, mostly by reading what
the service really did before changing it.

I read that Acme Robotics builds Heron, a robot that sorts parcels in 40 depots. Software that has to run in so many
places is the kind of work I know from the branches of a library network, and it is the reason why I write to you.

Your posting also names Kubernetes and Kafka. I have not worked with Kubernetes or Kafka yet; I would rather tell you so
here than leave it out, and I would like to learn both.

I would be glad to tell you more in a conversation, and to answer whatever questions my CV leaves open.

Kind regards,
Ada Winterfeld
ada@mail.example
"""

GERMAN = """\
Guten Tag Mara Okafor,

ich bewerbe mich um die Stelle Senior Software Engineer bei Acme Robotics in Berlin. Derzeit arbeite ich bei Finch
Analytics als Backend Engineer; studiert habe ich an der Lakeshore State University. Mein Lebenslauf zählt 7 Jahre
Arbeit, davon 4 Jahre mit Python.

In Ihrer Ausschreibung steht Erfahrung mit Python. Bei Harbor Library Network habe ich dafür einen Dienst in Python
gebaut, der in 40 Büchereien läuft und dort jeden Tag gebraucht wird. Auch PostgreSQL steht in Ihrer Ausschreibung. Bei
Finch Analytics habe ich den nächtlichen Lauf auf PostgreSQL von 6 Stunden auf 40 Minuten gebracht, vor allem dadurch,
dass ich erst gelesen habe, was der Dienst wirklich tut, und ihn dann erst geändert habe.

Über Ihr Unternehmen lese ich, dass es einen Roboter für 40 Lager baut. Software, die an so vielen
Orten laufen muss, kenne ich aus den Büchereien, und deshalb schreibe ich Ihnen.

Ihre Ausschreibung nennt auch Kubernetes und Kafka. Mit beidem habe ich noch nicht gearbeitet; ich sage das lieber
offen, als es auszulassen, und ich würde beides gern lernen.

Gern erzähle ich Ihnen in einem Gespräch mehr und beantworte die Fragen, die mein Lebenslauf offen lässt. Auch einen
Termin am Telefon richte ich gern so ein, wie es Ihnen passt.

Mit freundlichen Grüßen
Ada Winterfeld
"""
LETTERS = {"en": ENGLISH, "de": GERMAN}

# In front of the last paragraph of an honest letter; the kind of flaw that the check must find.
LIES: tuple[tuple[str, str, str], ...] = (
    ("en", "skill", "I also know Rust and Haskell well."),
    ("en", "skill", "At Finch Analytics I wrote services in Java."),
    ("en", "attribution", "I have used Kubernetes at Finch Analytics."),
    ("en", "attribution", "Kubernetes is part of my daily work."),
    ("en", "attribution", "You ask for Terraform, which I have used."),
    ("en", "attribution", "Your team uses Terraform. I have used it at work."),
    ("en", "attribution", "Extensive experience with Kafka."),
    ("en", "attribution", "I have not only worked with Kafka."),
    ("en", "attribution", "I bring Terraform and Python."),
    ("en", "attribution", "I would like to bring my Kafka experience."),
    ("en", "attribution", "I meet all requirements of the role."),
    ("en", "attribution", "My code is in the Heron."),
    ("en", "number", "I led 25 people."),
    ("en", "number", "I cut costs by 60 percent."),
    ("en", "number", "I have 9 years of experience."),
    ("en", "attribution", "I have 5 years of experience."),
    ("en", "number", "I have 7 years with PostgreSQL."),
    ("en", "attribution", "At Harbor Library Network I saved 6 hours."),
    ("en", "attribution", "At Finch Analytics I built a loan service in Python for 40 branches."),
    ("en", "attribution", "As a developer with 5+ years of experience I know such work."),
    ("en", "name", "I am fluent in German."),
    ("en", "skill", "I am certified in AWS."),
    ("en", "attribution", "We ran Kubernetes at Finch Analytics."),
    ("en", "attribution", "I have used Heron in a depot."),
    ("en", "relation", "I have been following Acme Robotics closely."),
    ("en", "date", "I have been writing software for many years."),
    ("en", "name", "Before that I worked at Initech."),
    ("en", "attribution", "Before that I worked at Globex."),
    ("en", "attribution", "I worked at Acme Robotics before."),
    ("en", "name", "I studied at Stanford."),
    ("en", "title", "I have been working as an Engineering Manager."),
    ("en", "attribution", "I am a Senior Software Engineer."),
    ("en", "degree", "I hold a Master's degree."),
    ("en", "degree", "I have a PhD in computer science."),
    ("en", "date", "I have been there since June 2017."),
    ("en", "date", "I have written software for decades."),
    ("en", "relation", "We met at a conference."),
    ("en", "relation", "A friend on your team told me about the role."),
    ("en", "relation", "I have long admired your products."),
    ("en", "praise", "Acme Robotics is the best employer in the world."),
    ("en", "praise", "Your company is a world-class market leader."),
    ("en", "praise", "I am impressed by your outstanding team."),
    ("en", "quote", "As you write, “we never stop”."),
    ("en", "placeholder", "I look forward to [date]."),
    ("en", "attachment", "My CV is attached."),
    ("en", "contact", "Write to ada@other.example."),
    ("en", "leftover", "As an AI language model I cannot apply."),
    ("de", "skill", "Auch mit Rust habe ich gearbeitet."),
    ("de", "attribution", "Mit Kubernetes arbeite ich jeden Tag."),
    ("de", "attribution", "Ich habe Terraform im Einsatz."),
    ("de", "attribution", "Ich habe 5 Jahre Erfahrung."),
    ("de", "attribution", "Kafka gehört zu meinem Alltag."),
    ("de", "attribution", "Ich erfülle alle Anforderungen."),
    ("de", "attribution", "Bei Acme Robotics habe ich schon gearbeitet."),
    ("de", "number", "Ich habe 25 Leute geführt."),
    ("de", "name", "Davor war ich bei Initech."),
    ("de", "degree", "Ich habe einen Masterabschluss."),
    ("de", "relation", "Wir haben uns auf einer Messe kennengelernt."),
    ("de", "praise", "Ihr Unternehmen ist weltweit führend."),
    ("de", "attachment", "Mein Lebenslauf liegt als Anlage bei."),
)


def brief(**more: str) -> Brief:
    facts = {**FACTS, **{key.replace("__", "."): text for key, text in more.items()}}
    made = [Fact(id=each, text=text, source="test", date=date(2026, 1, 2)) for each, text in facts.items() if text]
    return Brief(person_id="p1", name=facts["person.name"], persona="manager", variant=0, facts=made)


def reasons(body: str, language: str = "en", writer: str = "m-1", **more: str) -> list[Reason]:
    """What the check says of a letter, with further facts or without some (`person__name=""`)."""
    known = brief(**more)
    message = Message(subject="Senior Software Engineer, Acme Robotics", body=body, writer=writer, facts=known.facts)
    return check_letter(message, known, Wishes(language=language))


def with_sentence(language: str, sentence: str) -> str:
    *front, last, farewell = LETTERS[language].split("\n\n")
    return "\n\n".join([*front, sentence, last, farewell])


# What may stand in a letter, by its language.
TRUTHS: tuple[tuple[str, str], ...] = (
    ("en", "Your posting asks for Kubernetes, and I have not used it yet."),
    ("en", "Kubernetes and Kafka are in your posting; both are new to me."),
    ("en", "I would like to learn Kubernetes in your team."),
    ("en", "I read that Globex has bought twelve Herons for its depots in Tromsø."),
    ("en", "That you look for somebody who explains Terraform to colleagues is what drew me to the posting."),
    ("en", "I do not have a Master's degree; my degree is a Bachelor in Computer Science."),
    ("en", "I cannot offer a PhD."),
    ("en", "I have 4 years with Python."),
    ("en", "My Python work at Harbor Library Network ran in 40 branches."),
    ("en", "The role asks for 5+ years of experience; my CV shows 4 years with Python."),
    ("en", "What interests me most about the role is Heron."),
    ("en", "Heron, the robot that sorts parcels, depends on services that hold up at night."),
    ("en", "I am drawn to this role because it asks for Python in production."),
    ("en", "I hold a Bachelor in Computer Science from Lakeshore State University."),
    ("en", "Your requirement of experience with Kubernetes and Kafka is one I do not meet today."),
    ("en", "These are tools that I would have to learn on the job."),
    ("en", "I have no experience with Terraform, but I do like to explain my work."),
    ("en", "To be open about it: I lack Kafka so far."),
    (
        "en",
        "At Harbor Library Network I built a loan service in Python for 40 branches; at Finch Analytics I work now.",
    ),
    ("de", "Ihre Ausschreibung nennt Terraform; das habe ich noch nicht verwendet."),
    ("de", "Ich würde gern mehr über Heron hören."),
)
