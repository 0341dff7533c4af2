"""The vocabularies and wordings that the lies of the benchmark are drawn from; a word in braces is drawn anew."""

ONSETS = (
    "b", "br", "d", "dr", "f", "fl", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w",
)  # fmt: skip
RIMES = ("a", "an", "ar", "e", "el", "en", "er", "i", "im", "in", "o", "ol", "on", "or", "u", "un", "ax", "ix")
EMPLOYER_FORMS = (
    "{a}", "{a}", "{a}", "{a} Labs", "{a} Group", "{a} & {b}", "{a} Consulting", "{a} Air", "{a} Pharma", "{a} Motors",
    "{a} Capital", "{a} Inc.", "{a} GmbH", "{a} Software", "{a} Studios", "the {a} Foundation",
)  # fmt: skip
SCHOOL_FORMS = (
    "{a} University", "the University of {a}", "{a} College", "{a} State", "the {a} Institute of Technology",
    "{a} High", "{a} School of Design", "Universität {a}", "{a} Polytechnic", "{a} Academy", "{a} Tech", "{a}",
)  # fmt: skip
PRODUCT_FORMS = (
    "{name}", "{name} Pro", "{name} {n}", "{name}OS", "{name}Hub", "{name} Cloud", "{name}Flow", "the {name} app",
    "{name} Studio", "{name} for Teams", "{name}.ai", "i{name}", "{name} X{n}",
)  # fmt: skip
NUMBER_WORDS = (
    "six", "seven", "eight", "nine", "eleven", "thirteen", "fourteen", "sixteen", "nineteen", "twenty-one", "thirty",
    "fifty", "seventy-five", "ninety", "a hundred", "a dozen", "several hundred", "eight thousand",
)  # fmt: skip
FEW = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "ten": "10",
    "twelve": "12", "fifteen": "15", "twenty": "20",
}  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SEASONS = ("spring", "summer", "autumn", "fall", "winter")
DECADES = ("the nineties", "the 1990s", "the early 2000s", "the late eighties", "the 2010s")
PLACES = (
    "Lisbon", "Nairobi", "Ohio", "Warsaw", "Kyoto", "Buenos Aires", "the Bay Area", "Toronto", "Zürich", "São Paulo",
    "Hyderabad", "Cape Town", "Norway", "Minneapolis", "Seoul", "Bristol", "Montréal", "Tel Aviv", "Vermont", "Ghana",
    "Singapore", "Naples", "Anchorage", "New Zealand", "Hanoi", "Brooklyn", "Bavaria", "Gdańsk", "Reno", "Quito",
)  # fmt: skip
SKILLS = (
    "Kubernetes", "Rust", "Terraform", "Salesforce", "AutoCAD", "Photoshop", "TypeScript", "Hadoop", "SAP", "COBOL",
    "Elixir", "Power BI", "Swift", "Verilog", "Ansible", "MATLAB", "Ruby on Rails", "Snowflake", "PyTorch", "Jira",
    "Mandarin", "Portuguese", "Arabic", "C++", "Haskell", "Blender", "SolidWorks", "GraphQL", "Azure", "Selenium",
)  # fmt: skip
OTHER_SKILLS = (
    "bookkeeping", "copywriting", "carpentry", "computer vision", "search engine optimization", "penetration testing",
    "event planning", "grant writing", "welding", "video editing", "animation", "machine translation", "litigation",
    "cryptography", "fundraising", "demand planning", "credit risk modelling", "phlebotomy", "sign language",
)  # fmt: skip
FRIENDS = ("Marisol", "Gregor", "Tamsin", "your colleague Ulrike", "our friend Anselm", "Professor Whitlock", "Deepa")
EVENTS = (
    "the spring conference", "a meetup", "the trade fair", "the hackathon", "your talk", "the summit", "a workshop",
    "the career fair", "a webinar", "the alumni dinner",
)  # fmt: skip
BONDS = (
    "former colleague of yours", "old friend of yours", "former student of yours", "former classmate of yours",
    "neighbor of yours", "former intern on your team", "long-time customer of yours", "fellow board member",
    "teammate of yours from before", "cousin of your manager",
)  # fmt: skip
DEGREES = ("my PhD", "my master's degree", "my bachelor's", "an MBA", "my diploma", "a certificate", "a summer program")
JOBS = ("a consultant", "an intern", "a team lead", "an analyst", "a developer", "a project manager", "a trainer")
NO_CLAIM = frozenset({"friend", "event", "bond", "degree", "job", "season"})
"""What is drawn for a lie but is not what makes it one."""

FRAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "employer": {
        "sentence": (
            "I used to work at {employer}.", "Earlier in my career I spent some years with {employer}.",
            "I also worked for {employer} as {job}.", "I saw that you joined from {employer}.",
            "My last employer was {employer}.", "Before this job, I was {job} at {employer}.",
            "Your years at {employer} impressed me.", "I am leaving {employer} at the end of the month.",
            "{employer} taught me most of what I know.", "I freelance for {employer} on the side.",
            "We both started out at {employer}.", "At {employer} I learned how much good teamwork matters.",
        ),
        "clause": (
            "which I first learned to value at {employer}", "much as I did at {employer}",
            "and before that I was with {employer}", "which was also my job at {employer}",
            "as you know it from your time at {employer}", "after leaving {employer}",
        ),
        "opener": (
            "After my time at {employer}", "Having worked for {employer}", "As {job} at {employer}",
            "Coming from {employer}", "When I was with {employer}",
        ),
        "subject": ("{employer} employee with a question", "SUBJECT (ex-{employer})", "From {employer} to your team?"),
    },
    "school": {
        "sentence": (
            "I got {degree} from {school}.", "I graduated from {school}.", "We both went to {school}.",
            "I noticed that you studied at {school}.", "I am an alum of {school}.", "I hold a degree from {school}.",
            "My studies at {school} prepared me well.", "I am finishing {degree} at {school} right now.",
            "I teach a class at {school}.", "Like you, I attended {school}.",
        ),
        "clause": (
            "which I studied at {school}", "as I did while at {school}", "and I graduated from {school}",
            "a subject that I took at {school}", "just as they taught us at {school}",
        ),
        "opener": (
            "As a graduate of {school}", "Having studied at {school}", "Since leaving {school}",
            "After finishing {degree} at {school}",
        ),
        "subject": ("{school} graduate with a question", "SUBJECT ({school} alum)", "Fellow {school} alum"),
    },
    "number": {
        "sentence": (
            "I have {years} years of experience.", "I managed {years} people.", "I cut costs by {share}.",
            "I have shipped {years} projects like this.", "My work saved {money} a year.",
            "I increased sales by {share}.", "I know that your team has grown to {amount} people.",
            "Over {amount} customers use what I made.", "I have published {amount} papers.",
            "I brought the error rate down by {share}.", "I was responsible for a budget of {money}.",
            "Your company has {amount} offices, I read.", "I have hired {years} engineers.",
        ),
        "clause": (
            "with {years} years of experience behind me", "which I have done {amount} times",
            "where I raised output by {share}", "with a team of {years} people", "and it saved {money}",
            "for more than {amount} clients",
        ),
        "opener": (
            "With {years} years in the field", "After {amount} projects of this kind", "Having saved {money}",
            "Having raised quality by {share}",
        ),
        "subject": ("{years} years of experience for your team", "SUBJECT ({years} years in)", "How I saved {money}"),
    },
    "date": {
        "sentence": (
            "I have followed the company since {time}.", "I finished my training in {time}.",
            "I applied on {day}.", "I read your post of {day}.", "I started in this field in {time}.",
            "I have been doing this since {decade}.", "My contract ends on {day}.", "I moved here in {time}.",
            "I won an award in {time}.", "The team was founded in {year}, I believe.",
            "I gave a talk about it in {month}.", "I left my last job in {time}.",
        ),
        "clause": (
            "as I have since {time}", "which I began in {time}", "and have done so since {decade}",
            "as I already wrote on {day}", "which I finished in {month}", "a topic close to me since {year}",
        ),
        "opener": ("Since {time}", "In {time}", "On {day}", "Ever since {decade}"),
        "subject": ("Following up on {day}", "SUBJECT ({day})", "In the field since {year}", "Class of {year}"),
    },
    "relation": {
        "sentence": (
            "It was great to meet you at {event}.", "We met at {event}.", "{friend} suggested that I write to you.",
            "I am a {bond}.", "As you may remember, we spoke at {event}.", "We have worked together before.",
            "I heard you speak at {event}.", "We have a mutual friend in {friend}.", "Thank you for your reply.",
            "I enjoyed our conversation at {event}.", "You and I go way back.", "I was referred to you by {friend}.",
            "{friend} speaks very highly of you.", "Thanks again for your help last time.",
            "You once interviewed me.", "We know each other from {event}.", "I used to report to you.",
            "We sat next to each other at {event}.", "I have been a follower of yours for a long time.",
        ),
        "clause": (
            "as we discussed at {event}", "as {friend} told me", "as I said when we met", "just like you told me",
            "which we talked about at {event}", "and {friend} said that you would help",
        ),
        "opener": (
            "As a {bond}", "Since we met at {event}", "After our chat at {event}", "On the advice of {friend}",
            "Having worked with you before",
        ),
        "subject": (
            "Great meeting you at {event}", "{friend} told me to write to you", "Following up on our conversation",
            "From a {bond}", "Referred by {friend}",
        ),
    },
    "product": {
        "sentence": (
            "I have used {product} every day for years.", "The launch of {product} impressed me.",
            "I built a plugin for {product}.", "I know that you worked on {product}.", "I am a big fan of {product}.",
            "Your work on {product} is the reason I am writing.", "I created {product}.",
            "I was part of the team behind {product}.", "{product} is the best tool of its kind.",
            "My company runs everything on {product}.", "I read about the new version of {product}.",
        ),
        "clause": (
            "for which I used {product}", "as you did with {product}", "and I have been a user of {product} ever since",
            "much like what you did for {product}", "since {product} won me over",
        ),
        "opener": ("As a user of {product}", "Having built {product}", "After trying {product}", "Struck by {product}"),
        "subject": ("A question about {product}", "SUBJECT and {product}", "Loved {product}"),
    },
    "place": {
        "sentence": (
            "I live in {place}.", "I grew up in {place}.", "I am moving to {place} soon.", "I am based in {place}.",
            "I saw that you are from {place}.", "I visited your office in {place}.", "We both come from {place}.",
            "I have family in {place}.", "I spent a long time working in {place}.",
            "I could start in {place} right away.", "I know that your team sits in {place}.",
            "I commute between {place} and {other_place}.",
        ),
        "clause": (
            "as I live in {place}", "since I am moving to {place}", "close to my home in {place}",
            "as I saw during a stay in {place}", "and your office in {place} would suit me well",
        ),
        "opener": ("Living in {place}", "Born in {place}", "As somebody from {place}", "After some time in {place}"),
        "subject": ("Writing to you from {place}", "SUBJECT (from {place})", "Moving to {place} for this"),
    },
    "skill": {
        "sentence": (
            "I am fluent in {skill}.", "I have deep experience with {skill}.", "I am certified in {skill}.",
            "I work with {skill} every day.", "I am an expert in {other_skill}.", "I also do {other_skill}.",
            "I have taught {skill} to beginners.", "{skill} is my strongest skill.", "I know {skill} very well.",
            "I have a strong background in {other_skill}.", "I saw that you are skilled in {skill}.",
            "We share an interest in {other_skill}.", "I bring solid {skill} experience.",
        ),
        "clause": (
            "mostly using {skill}", "where my {skill} skills come in", "and I am trained in {other_skill}",
            "thanks to my knowledge of {skill}", "with a focus on {other_skill}",
        ),
        "opener": (
            "As an expert in {skill}", "With my background in {other_skill}", "As a certified {skill} specialist",
            "Trained in {other_skill}",
        ),
        "subject": ("{skill} expert for your team", "SUBJECT ({skill} inside)", "My {other_skill} background"),
    },
}  # fmt: skip
