"""Which industries a text speaks of, by words that few others use. Written by hand, in seven languages."""

from __future__ import annotations

import re
from functools import cache

from anyascii import anyascii

# A word counts from its beginning ("bank" is "banking" too); one that ends in "." only whole.
_INDUSTRIES = """
finance: bank; fintech; payment; lending; loan; credit union; brokerage; wealth management; asset manage; hedge fund;
private equity; investment manage; capital markets; trading firm; cryptocurrenc; crypto.; finanzdienst; banque;
banco.; banca.; seguros; versicherung; insurance compan; insurance product; insurer; insurtech; reinsur; verzekering;
assicurazion
health: hospital; clinic; healthcare; patient; medical device; medical record; medical center; medical practice;
medical imaging; pharma; biotech; medtech; telehealth; therapeutic; nursing; life sciences; drug discovery;
krankenhaus; klinik; gesundheitswesen; hopital; sante.; salud.; sanitari; zorg.; ziekenhuis
education: school; universities; edtech; e-learning; students.; teacher; curriculum; classroom; schule; hochschule;
ecole; escuela; colegio; scuola; onderwijs; k-12
retail: retail; e-commerce; ecommerce; online shop; grocer; supermarket; consumer goods; merchandis; einzelhandel;
marketplace; commerce de detail; comercio minorista; varejo; detailhandel; fashion; apparel; d2c.; dtc.
hospitality: restaurant; hotel; hospitality; catering; food service; cafe.; cafes.; tourism; travel agenc; airline;
gastronom; hosteler; horeca; ristorazione; bookings
manufacturing: manufactur; factory; industrial automation; assembly line; production plant; machine tool; fertigung;
maschinenbau; usine; fabrica.; fabbrica; industrie 4; semiconductor; chip design; fab.
automotive: automotive; vehicle; car maker; automaker; autonomous driving; self-driving; electric car; automobil;
fahrzeug; robotaxi
aerospace: aerospace; spacecraft; satellite; rocket; launch vehicle; aviation; aircraft; avionics; raumfahrt;
luftfahrt; aeroespacial
defence: defence; defense industry; defense contract; department of defense; warfighter; national security; bundeswehr
energy: energy; solar; wind power; utility compan; utilities; oil and gas; power grid; battery storage; nuclear;
energie; photovolta; climate tech; renewable; petrol
logistics: logistic; freight; supply chain; shipping; warehous; trucking; last-mile; parcel; spedition; transporte;
delivery network
property: real estate; proptech; property manage; construction; architecture firm; building site; immobili;
bauunternehm; inmobiliari; baustelle; vastgoed; homebuilder
media: publisher; newspaper; broadcast; streaming; film.; television; music.; journalis; newsroom; podcast;
medienhaus; editorial
games: video game; gaming; game studio; game develop; esports; videojuego; jeu video
advertising: advertising; ad tech; adtech; marketing agency; media agency; programmatic; werbeagentur; publicidad;
agence de publicite
telecom: telecom; mobile network; broadband; 5g.; telekommunikation; fibre network
security: cybersecurity; cyber security; threat detection; antivirus; security operations; endpoint protection;
soc analyst; pentest
public: government; municipal; county.; federal agenc; city council; public sector; state agency; behorde;
offentlicher dienst; ministry; ministeri; collectivite; administracion publica; gemeente; civil service
charity: non-profit; nonprofit; charit; ngo.; foundation grants; humanitarian; gemeinnutz; association loi; ong.;
fundrais
legal: law firm; legal tech; attorney; litigation; court.; courts.; kanzlei; cabinet d'avocats; despacho de abogados;
advocatenkantoor
agriculture: agricultur; farm.; farms.; farming; agtech; crop; livestock; landwirtschaft; agricole; agricol
science: research lab; laborator; physics; particle; scientific instrument; research institut; forschungsinstitut;
national lab
ai: foundation model; large language model; generative ai; machine learning; ai research; ai safety; ai assistant;
ai agent
developer tools: developer tool; developer platform; devtool; open source; open-source; api platform;
cloud infrastructure; databases; data platform; observability; ci/cd
enterprise software: saas; b2b software; enterprise software; crm software; erp software; workflow automation;
productivity software
"""
_MARGIN = 2


def industries_of(text: str) -> dict[str, int]:
    """Return the industries that a text speaks of, with how often, the most frequent first."""
    plain = " ".join(anyascii(text).lower().split())
    counts = {name: len(pattern.findall(plain)) for name, pattern in _patterns().items()}
    return dict(
        sorted(((name, count) for name, count in counts.items() if count), key=lambda pair: (-pair[1], pair[0]))
    )


def main_industries(text: str) -> list[str]:
    """Return those of a longer text that are named at least twice, at most three."""
    return [name for name, count in industries_of(text).items() if count >= _MARGIN][:3]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    blocks = re.split(r"\n(?=[a-z ]+:)", _INDUSTRIES.strip())
    return {name: _pattern(words) for name, words in (block.split(":", 1) for block in blocks)}


def _pattern(words: str) -> re.Pattern[str]:
    each = [" ".join(word.split()) for word in words.split(";") if word.strip()]
    spelt = [rf"{re.escape(word[:-1])}\b" if word.endswith(".") else re.escape(word) for word in each]
    return re.compile(rf"\b(?:{'|'.join(spelt)})")
