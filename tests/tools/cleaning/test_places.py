import pytest

from inroad.state import Place, Posting, Strategy
from inroad.tools.cleaning import PlaceCleaner
from inroad.tools.cleaning.places import EmbeddedPlaceCleaner

US, UK, CA, IL = "United States", "United Kingdom", "Canada", "Israel"


def metro(city: str, region: str, country: str, name: str = "") -> Strategy:
    return Strategy(kind="metro_primary", metro=name, city=city, region=region, country=country)


def locality(city: str, region: str, country: str) -> Strategy:
    return Strategy(kind="locality_primary", city=city, region=region, country=country)


def country(name: str) -> Strategy:
    return Strategy(kind="country", country=name)


def cleaner() -> PlaceCleaner:
    return EmbeddedPlaceCleaner()


AUSTIN = metro("Austin", "Texas", US, "austin, texas")
BERLIN = metro("Berlin", "Berlin", "Germany")
BOSTON = metro("Boston", "Massachusetts", US, "boston, massachusetts")
CHERRY_HILL = metro("Cherry Hill", "New Jersey", US, "philadelphia, pennsylvania")
CAPITAL = metro("Washington", "District of Columbia", US, "district of columbia")
DALLAS = metro("Dallas", "Texas", US, "dallas, texas")
LONDON = metro("London", "England", UK)
NEW_YORK = metro("New York", "New York", US, "new york, new york")
PARIS = metro("Paris", "Île-de-France", "France")
SAN_FRANCISCO = metro("San Francisco", "California", US, "san francisco, california")
SAN_JOSE = "san jose, california"
SEATTLE = metro("Seattle", "Washington", US, "seattle, washington")
ST_LOUIS = metro("St. Louis", "Missouri", US, "st. louis, missouri")
TEL_AVIV = metro("Tel Aviv", "Tel Aviv", IL)
TORONTO = metro("Toronto", "Ontario", CA)

METROPOLITAN = [
    ("Palo Alto, CA", metro("Palo Alto", "California", US, SAN_JOSE)),
    ("Palo Alto", metro("Palo Alto", "California", US, SAN_JOSE)),
    ("Hoboken, NJ", metro("Hoboken", "New Jersey", US, "new york, new york")),
    ("Hoboken", metro("Hoboken", "New Jersey", US, "new york, new york")),
    ("Stamford, CT", metro("Stamford", "Connecticut", US, "bridgeport, connecticut")),
    ("Stamford", metro("Stamford", "Connecticut", US, "bridgeport, connecticut")),
    ("Menlo Park", metro("Menlo Park", "California", US, "san francisco, california")),
    ("Bozeman, MT", metro("Bozeman", "Montana", US)),
    ("Bozeman", metro("Bozeman", "Montana", US)),
    ("Winston-Salem, NC", metro("Winston-Salem", "North Carolina", US)),
    ("Bend, Oregon", metro("Bend", "Oregon", US)),
    ("Waterbury, CT", metro("Waterbury", "Connecticut", US)),
    ("Dover, DE", metro("Dover", "Delaware", US, "dover, delaware")),
    ("Madera, CA", metro("Madera", "California", US, "madera, california")),
    ("Honolulu, HI", metro("Honolulu", "Hawaii", US, "urban honolulu, hawaii")),
    ("Boise, Idaho", metro("Boise", "Idaho", US, "boise city, idaho")),
    ("Alexandria, VA", metro("Alexandria", "Virginia", US, "district of columbia")),
    ("Coeur d'Alene, ID", metro("Coeur d'Alene", "Idaho", US, "coeur d'alene, idaho")),
    ("San Juan, PR", metro("San Juan", "", "Puerto Rico")),
    ("Delft", metro("Delft", "South Holland", "Netherlands")),
    ("Issy-les-Moulineaux", metro("Issy-les-Moulineaux", "Île-de-France", "France")),
    ("Herzliya, Israel", metro("Herzliya", "Tel Aviv", IL)),
]

SMALL = [
    ("Aspen, CO", locality("Aspen", "Colorado", US)),
    ("Aspen", locality("Aspen", "Colorado", US)),
    ("Marfa, TX", locality("Marfa", "Texas", US)),
    ("Marfa", locality("Marfa", "Texas", US)),
    ("Jackson, WY", locality("Jackson", "Wyoming", US)),
    ("Jackson WY", locality("Jackson", "Wyoming", US)),
    ("Paris, TX", locality("Paris", "Texas", US)),
    ("Galway", locality("Galway", "Connacht", "Ireland")),
    ("Queenstown, New Zealand", locality("Queenstown", "Otago", "New Zealand")),
    ("Canmore, AB", locality("Canmore", "Alberta", CA)),
]

NAMESAKES = [
    ("London", LONDON),
    ("London, UK", LONDON),
    ("London, England, United Kingdom", LONDON),
    ("London, ON", metro("London", "Ontario", CA)),
    ("London, Ontario", metro("London", "Ontario", CA)),
    ("Ontario, CA", metro("Ontario", "California", US, "riverside, california")),
    ("Portland, ME", metro("Portland", "Maine", US, "portland, maine")),
    ("Vancouver, WA", metro("Vancouver", "Washington", US, "portland, oregon")),
    ("Vancouver, BC", metro("Vancouver", "British Columbia", CA)),
    ("Toronto, CA", TORONTO),
    ("Toronto, ON, CA", TORONTO),
    ("Munich, DE", metro("Munich", "Bavaria", "Germany")),
    ("Tel Aviv, IL", TEL_AVIV),
    ("Perth WA", metro("Perth", "Western Australia", "Australia")),
    ("Athens, Georgia", metro("Athens", "Georgia", US, "athens, georgia")),
    ("Tbilisi, Georgia", metro("Tbilisi", "Tbilisi", "Georgia")),
    ("Tijuana, BC", metro("Tijuana", "Baja California", "Mexico")),
    ("Rome, GA", metro("Rome", "Georgia", US, "rome, georgia")),
    ("Curitiba - PR", metro("Curitiba", "Paraná", "Brazil")),
    ("Gurugram, HR", metro("Gurugram", "Haryana", "India")),
    ("Frankfurt (Oder)", locality("Frankfurt (Oder)", "Brandenburg", "Germany")),
    ("The Woodlands, TX", metro("The Woodlands", "Texas", US, "houston, texas")),
    ("London (UK)", LONDON),
    ("Cambridge, Boston", metro("Cambridge", "Massachusetts", US, "boston, massachusetts")),
    ("Shoreditch, London", LONDON),
    ("Westminster, London", metro("City of Westminster", "England", UK)),
    ("Whitefield, Bangalore", metro("Bengaluru", "Karnataka", "India")),
    ("Whitefield, Bangalore, India", metro("Bengaluru", "Karnataka", "India")),
    ("Hong Kong, China", metro("Hong Kong", "", "Hong Kong")),
    ("Luxembourg, Luxembourg", locality("Luxembourg", "Luxembourg", "Luxembourg")),
    ("Paris, London", PARIS),
    ("Springfield, Germany", country("Germany")),
    ("Moab, Utah, United Kingdom", locality("Moab", "Utah", US)),
]

COLLOQUIAL = [
    ("San Francisco Bay Area", SAN_FRANCISCO),
    ("Bay Area", SAN_FRANCISCO),
    ("SF", SAN_FRANCISCO),
    ("East Bay", metro("Oakland", "California", US, "san francisco, california")),
    ("Silicon Valley", metro("San Jose", "California", US, SAN_JOSE)),
    ("DFW", DALLAS),
    ("Dallas-Fort Worth Metroplex", DALLAS),
    ("Greater Boston", BOSTON),
    ("Greater Seattle Area", SEATTLE),
    ("NYC", NEW_YORK),
    ("NY", NEW_YORK),
    ("New York City", NEW_YORK),
    ("Twin Cities", metro("Minneapolis", "Minnesota", US, "minneapolis, minnesota")),
    ("Minneapolis-St. Paul, MN", metro("Minneapolis", "Minnesota", US, "minneapolis, minnesota")),
    ("DMV", CAPITAL),
    ("DC", CAPITAL),
    ("Washington, D.C.", CAPITAL),
    ("Washington DC", CAPITAL),
    ("Research Triangle", metro("Raleigh", "North Carolina", US, "raleigh, north carolina")),
    ("Denver-Aurora-Lakewood, CO", metro("Denver", "Colorado", US, "denver, colorado")),
    ("Greater London", LONDON),
    ("Heilbronn Area", metro("Heilbronn", "Baden-Württemberg", "Germany")),
    ("Hong Kong", metro("Hong Kong", "", "Hong Kong")),
    ("Singapore", metro("Singapore", "", "Singapore")),
    ("Presidio, CA", SAN_FRANCISCO),
    ("LatAm", country("")),
    ("NAMER", country("")),
    ("DACH", country("")),
    ("Benelux", country("")),
    ("EMEA", country("")),
    ("APAC", country("")),
    ("Worldwide", country("")),
]

SPELLINGS = [
    ("Bangalore", metro("Bengaluru", "Karnataka", "India")),
    ("Bengaluru", metro("Bengaluru", "Karnataka", "India")),
    ("München", metro("Munich", "Bavaria", "Germany")),
    ("Muenchen", metro("Munich", "Bavaria", "Germany")),
    ("Köln", metro("Cologne", "North Rhine-Westphalia", "Germany")),
    ("Cologne", metro("Cologne", "North Rhine-Westphalia", "Germany")),
    ("Göteborg", metro("Gothenburg", "Västra Götaland", "Sweden")),
    ("Zürich", metro("Zurich", "Zurich", "Switzerland")),
    ("Zurich", metro("Zurich", "Zurich", "Switzerland")),
    ("Gurgaon", metro("Gurugram", "Haryana", "India")),
    ("Sao Paulo", metro("São Paulo", "São Paulo", "Brazil")),
    ("São Paulo", metro("São Paulo", "São Paulo", "Brazil")),
    ("Bogota", metro("Bogotá", "Bogota D.C.", "Colombia")),
    ("CDMX", metro("Mexico City", "Mexico City", "Mexico")),
    ("Tel Aviv", TEL_AVIV),
    ("Tel Aviv-Yafo, Tel Aviv District, Israel", TEL_AVIV),
    ("תל אביב", TEL_AVIV),
    ("Petah-Tikva, Israel", metro("Petah Tikva", "Central District", IL)),
    ("Frankfurt", metro("Frankfurt am Main", "Hesse", "Germany")),
    ("Milan", metro("Milan", "Lombardy", "Italy")),
    ("Lisbon", metro("Lisbon", "Lisbon", "Portugal")),
    ("St. Louis, MO", ST_LOUIS),
    ("St.Louis", ST_LOUIS),
    ("Saint Louis, Missouri", ST_LOUIS),
    ("Cherry Hill Township, NJ", CHERRY_HILL),
    ("Cherry Hill Township", CHERRY_HILL),
]

WRITTEN = [
    ("Hybrid - Austin, TX", AUSTIN),
    ("Austin, Texas, United States", AUSTIN),
    ("Las Vegas, NV (Hybrid)", metro("Las Vegas", "Nevada", US, "las vegas, nevada")),
    ("USA - Provo UT", metro("Provo", "Utah", US, "provo, utah")),
    ("US - CA - San Francisco", SAN_FRANCISCO),
    ("USA-CA-San Francisco", SAN_FRANCISCO),
    ("UK London", LONDON),
    ("India-Bangalore", metro("Bengaluru", "Karnataka", "India")),
    ("Arvada, CO - US", metro("Arvada", "Colorado", US, "denver, colorado")),
    (
        "Onsite - Santiago de los Caballeros, Dominican Republic",
        metro("Santiago de los Caballeros", "Santiago Province", "Dominican Republic"),
    ),
    ("San Francisco or New York", SAN_FRANCISCO),
    ("SF / NY", SAN_FRANCISCO),
    ("San Francisco, CA, USA; New York, NY, USA", SAN_FRANCISCO),
    ("Boston, MA or Remote", BOSTON),
    ("Remote or Boston, MA", BOSTON),
    ("Boston (Hybrid Remote)", BOSTON),
    ("New York, NY 10001", NEW_YORK),
    ("New York, United States", NEW_YORK),
    ("10115 Berlin", BERLIN),
    ("Berlin\nLondon", BERLIN),
    ("London EC1A 1BB", LONDON),
    ("Berlin Office", BERLIN),
    ("Melbourne HQ", metro("Melbourne", "Victoria", "Australia")),
    ("Moab Office", locality("Moab", "Utah", US)),
    ("3 days a week in London", LONDON),
    ("Seattle, Washington, United States", SEATTLE),
    ("Port of Spain, Trinidad and Tobago", locality("Port of Spain", "Port of Spain", "Trinidad and Tobago")),
    ("New York - Remote", country(US)),
    ("California (Remote)", country(US)),
    ("Remote, US", country(US)),
    ("US-Remote", country(US)),
    ("United States (Remote)", country(US)),
    ("Anywhere in the U.S. (remote)", country(US)),
    ("USA | Relocate", country(US)),
    ("Remote - Mexico", country("Mexico")),
    ("Anywhere in France", country("France")),
    ("Argentina / Hybrid", country("Argentina")),
    ("Trinidad and Tobago", country("Trinidad and Tobago")),
    ("The Netherlands", country("Netherlands")),
]

REGIONS = [
    ("Texas", locality("", "Texas", US)),
    ("Washington, United States", locality("", "Washington", US)),
    ("Merrimack County, NH", locality("", "New Hampshire", US)),
    ("Ontario, Canada", locality("", "Ontario", CA)),
    (", Ontario, Canada", locality("", "Ontario", CA)),
    ("Georgia", locality("", "Georgia", US)),
    ("CA", locality("", "California", US)),
    ("Scotland", locality("", "Scotland", UK)),
    ("England", locality("", "England", UK)),
    ("Zug", locality("", "Zug", "Switzerland")),
    ("Victoria, Australia", locality("", "Victoria", "Australia")),
    ("Germany", country("Germany")),
    ("Luxembourg", country("Luxembourg")),
    ("Mexico", country("Mexico")),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*METROPOLITAN, *SMALL, *NAMESAKES, *COLLOQUIAL, *SPELLINGS, *WRITTEN, *REGIONS],
)
def test_a_text_says_where_it_lies(text: str, expected: Strategy) -> None:
    assert cleaner().locate(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " - ",
        "Remote",
        "Anywhere",
        "Hybrid",
        "Multiple Locations",
        "Headquarters",
        "Software Engineer",
        "Engineering, Remote",
        "Halifax Shopping Centre",
        "N/A",
        "us",
        "in",
        "Home",
        "Sales",
        "Full-time",
    ],
)
def test_a_text_that_is_no_place_is_not_guessed(text: str) -> None:
    assert cleaner().locate(text) is None


def posting(*locations: str, remote: bool = False, at: tuple[str, str, str] = ("", "", "")) -> Posting:
    city, region, land = at
    address = Place(city=city, region=region, country=land)
    return Posting(
        title="Engineer",
        company="Example Robotics",
        locations=list(locations),
        address=address,
        remote=remote,
    )


HALIFAX = metro("Halifax", "Nova Scotia", CA)
MELBOURNE_FLORIDA = metro("Melbourne", "Florida", US, "palm bay, florida")


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        # the first text that names a place
        (posting("Toronto", "London"), TORONTO),
        (posting("Second floor", "London"), LONDON),
        (posting("Hybrid", at=("", "", "United States")), country(US)),
        (posting(), country("")),
        (posting("Second floor"), country("")),
        # the address reads what the text leaves open
        (posting("Halifax Shopping Centre", at=("Halifax", "Nova Scotia", "Canada")), HALIFAX),
        (posting("Moab Office", at=("Moab", "Utah", "United Kingdom")), locality("Moab", "Utah", US)),
        (
            posting("Melbourne HQ", at=("Level 5, 24-26 Example Street", "Victoria", "Australia ")),
            metro("Melbourne", "Victoria", "Australia"),
        ),
        (posting("Melbourne", at=("", "Florida", "USA")), MELBOURNE_FLORIDA),
        (posting("Melbourne", at=("Melbourne", "FL", "US")), MELBOURNE_FLORIDA),
        (
            posting("Dublin", at=("", "", "US")),
            metro("Dublin", "California", US, "san francisco, california"),
        ),
        (posting("Victoria", at=("", "", "Australia")), locality("", "Victoria", "Australia")),
        (posting("Victoria"), metro("Victoria", "British Columbia", CA)),
        (posting("Georgia", at=("", "", "Georgia")), country("Georgia")),
        (posting("Washington", at=("Washington", "DC", "United States")), CAPITAL),
        (
            posting("Argentina / Hybrid", at=("Buenos Aires", "Capital Federal", "Argentina")),
            metro("Buenos Aires", "Buenos Aires", "Argentina"),
        ),
        (posting(at=("Edinburgh", "", "GB")), metro("Edinburgh", "Scotland", UK)),
        # the written text wins when it is clear
        (posting("London", at=("", "", "US")), LONDON),
        (posting("London, UK", at=("London", "Ontario", "Canada")), LONDON),
        (posting("Berlin", at=("Munich", "Bavaria", "Germany")), BERLIN),
        (posting("Germany", at=("Paris", "", "France")), country("Germany")),
        # remote
        (posting("Remote"), country("")),
        (posting("Fully Remote", remote=True), country("")),
        (posting("Remote", remote=True, at=("", "", "United States")), country(US)),
        (posting("Remote", at=("Boston", "MA", "United States")), country(US)),
        (posting(remote=True, at=("Boston", "MA", "United States")), country(US)),
        (posting("USA (Remote)", remote=True, at=("Boston", "MA", "United States")), country(US)),
        (posting("UK", remote=True, at=("London", "London", "United Kingdom")), country(UK)),
        (posting("New York - Remote", "Chicago - Remote", remote=True), country(US)),
        (posting("Anywhere in France", remote=True), country("France")),
        # remote is also said of hybrid offices: a plain city stays
        (posting("Toronto", remote=True), TORONTO),
        (posting("Austin", "Remote", remote=True, at=("Austin", "TX", "United States")), AUSTIN),
        (posting("Remote", "Austin, TX", remote=True), AUSTIN),
        (
            posting("Las Vegas, NV (Hybrid)", remote=True),
            metro("Las Vegas", "Nevada", US, "las vegas, nevada"),
        ),
        # regions of several countries take the address's country when it lies in them
        (posting("LatAm", remote=True, at=("", "", "Chile")), country("Chile")),
        (posting("NAMER", remote=True, at=("San Francisco", "California", "United States")), country(US)),
        (posting("EMEA", at=("", "", "US")), country("")),
        (posting("Worldwide", remote=True, at=("", "", "China")), country("")),
    ],
)
def test_a_posting_is_searched_where_its_office_is(read: Posting, expected: Strategy) -> None:
    assert cleaner().strategy(read) == expected


def test_a_text_full_of_blanks_is_read_all_the_same() -> None:
    assert cleaner().locate(" " * 50_000 + "Berlin") == BERLIN
