"""Plain English words that mails are made of: written with a capital they name nobody and nothing.

Written by hand from general knowledge. A word is left out where a company, a product or a place is called so
and the plain word is rare in a mail (slack, stripe, notion). Endings need no lines of their own: see `is_plain`.
"""

from __future__ import annotations

from functools import cache

_WORDS = """
a able about above absolutely accept access according account across act action active actual actually ad add address
advance advert advertisement advice advise affect after afternoon afterwards again against ago agree ahead aim air
alike all allow almost alone along already alright also alternative although always am amazing among amount an and
annoying another answer any anybody anyhow anyone anything anyway anywhere apart apologies apology apparent appeal
appear application applicant apply appreciate approach appropriate april are area aren't around article as aside ask
aspect assume at attach attachment attempt attention attract available avoid await aware away awesome awkward back
background balance bar base basic be bear beat beautiful because become been before begin behind being believe belong
below benefit beside besides best better between beyond big bit blunt bold book both bottom brief bright bring broad
build building bunch burning business busy but buy by call came can can't candid candidate cannot care career careful
case cause caught certain challenge chance change chapter chat check cheers choice choose circle city clear clearer
client close clue code coffee cold colleague combination come comfortable comment common community companies company
compare complete complex concern concrete conference confident connect connection consider contact content context
continue contribute convenient conversation convince cool copy core corner correct cost could couldn't count country
couple course cover craft create credit cross cup curiosity curious current customer cut daily dare data date day dear
decade decide decision deep definite degree deliver demand department depend depth describe description design despite
detail details develop developer did didn't difference different difficult direct direction director discuss
discussion do does doesn't domain don't done door doubt down draft draw drive drop due during each eager earlier early
ease easier easily east easy edge education effect effort eight either else email emails employ employee employees
employer encourage end energy engage engineer engineers enjoy enjoyable enormous enough ensure entire entirely
environment equal especially essential even evening ever every everybody everyone everything everywhere exact exactly
example excellent except excite exciting excuse exist expect experience experiences expert explain explore extent
extra eye eyes face fact fair fairly faithful fall familiar family far fast favor favour feature feedback feel feet
fellow few field fifteen figure file fill final finally find fine finish firm first fit five fix flexible focus folks
follow following fond for force forget form formal former forth fortunate forward found four free frequent fresh
friday friend friendly from front full fully fun function further future gap gather general generous gentle get give
given glad go goal goes good goodness got grab grace graduate graduates grateful great greetings grew ground group
grow growth guess guide guidance had half hand handle hands happen happy hard hardly has hasn't hat have haven't
having he head heads health hear heard heart heartfelt hello help helpful her here hers herself hesitant hey hi high
highlight him himself hint hire hiring his history hit hold home honest honesty hope hopeful hot hour hours house how
however huge human hundred hunt i i'd i'll i'm i've idea ideal ideas if ignore image imagine impact important
impression improve in inbox include inclined incredible indeed industry inform information initial inside insight
insights instance instead intent interest interested interesting internal interview into introduce introduction invite
involve is isn't issue it it'd it'll it's item its itself job jobs join joy july june just keen keep keeps kept key
kind kindest kindly kindness knew know knowledge known lab lack language large last late lately later latest latter
launch lead leader leaders leap learn least leave led left less lesson let let's letter level life light like likely
likewise line link list listen little live local long longer look looks lot lots love loves low luck machine made mail
main major make maker makes making manager managers many march mark market match material matter matters may maybe me
mean means meant meanwhile meet meeting member mention merely message met method might mind mine minor minute minutes
miss mission mix moment monday month months more moreover morning most mostly mother mountain move much must mutual my
myself name namely natural naturally near nearly neat necessary need needless needs neither network never nevertheless
new newcomer news next nice night nine no nobody none nonetheless nor normal north not note nothing notice november
now nowhere number object obvious occasion october odd of off offer office official often oh ok okay old on once one
ones online only onto open opening opinion opportunity option or order ordinary organisation organization origin other
others otherwise ought our ours out outline outlook outreach outside over overall own owner page pages paper paragraph
pardon part particular partly party pass past path patience patient pay peer people per perfect perhaps period
permission person personal perspective phone phrase pick picture piece pitch place plain plan play please pleasure
plenty plus point pointer points polite position positive possible possibly post posting postings power practical
practice practise prefer present press pretty previous price primary prior privacy private probable problem problems
process product products professional profile program programme progress project projects promise proof proper proud
prove provide public pull purely purpose push put qualities quality question questions quick quickly quiet quite raise
range rare rarely rather reach read reader ready real reality really reason reasonable reasons recent recommend record
recruiter recruiters reference referral refer reflect regard regarding regardless regards relate related relation
relevant reliable remain remark remember remind remote reply report request require research resource respect respond
response rest result resume return review rich right rise risk role roles room rough round route routine rule run said
same sample saturday saw say says scale schedule school scope screen search season second secret section see seem
seems seen seldom select self send sense sent sentence separate september sequence serious seriously serve service
services set seven several shall shape share sharp she shift ship short shortly should shouldn't show shy side sight
sign signal significant similar similarly simple simply since sincere sincerely single sit site situation six size
skill skills slight slot slow small smart smooth so social soft software solid solution solve some somebody somehow
someone something sometime sometimes somewhat somewhere soon sooner sorry sort sound sounds source space spare speak
special specific speed spend spent spirit spoke spot spring staff stage stand start startup state statement stay steep
step steps still stop story straight strange strategy street strength stress strict strike strong structure student
students study stuff style subject submit success such sudden suggest suggestion suit suitable summary summer sunday
super support suppose sure surely surprise sweet switch system systems table tackle take takes talent talk task team
teams technical technology tell ten tend term test text than thank thankful thanks that that's the their theirs them
theme themselves then there there's therefore these they they're they've thing things think third this thorough those
though thought thoughts thousand three through throughout thursday thus tie tight time times tiny tip tips title to
today together token tomorrow tone tonight too took tool tools top topic total touch toward towards track trade train
transition transparent travel treat tricky true truly trust truth try tuesday turn twelve twenty twice two type
typical ultimate unclear under understand understandable understood unfortunate unique university unless unlike unsure
until up update upfront upon us usage use used useful user users usual usually vacancy vague value variety various
very via view views visit voice volunteer wait walk want warm warmest warmly was wasn't way ways we we'd we'll we're
we've wednesday week weekend weeks welcome well went were weren't west what what's whatever when whenever where
whereas wherever whether which whichever while who who's whoever whole whom whose why wide will willing wish wishes
with within without won't wonder wonderful word words work workday works workshop world worry worth worthwhile would
wouldn't write writes wrote wrong year years yep yes yesterday yet you you'd you'll you're you've young your yours
yourself yourselves zero abroad academic accordingly additional admittedly afraid agency agenda ambition analysis
analyst ambitious attracted attractive audience author background backend frontend platform infrastructure operations
engineering marketing sales finance legal security analytics recruiting talent people strategy behalf bonus boss brain
breadth calendar campus class collaboration collaborative colleagues compensation competition concept conclusion
consequently consistent contract control convenience convincing correspondence courage cv daunting deadline dedicated
delight delighted desk developers development devoted discovery distinct diverse document dream driven driver duty
efficient elsewhere embarrassing emphasis enquiry enthusiasm enthusiastic equally equipment evidence evident
excellence exchange exercise expectations expertise explanation fascinated fascinating favourite favorite fewer flow
fluent fortunately foundation frank frankly genuine genuinely gladly gratitude guest habit happily hence honestly
honor honour hopefully humble immediate impressive incidentally independent inquiry inspiration inspired instinct
intention interaction intern internship invaluable invitation journey junior keyword lastly leadership lengthy
likelihood luckily manner mature memory mentor milestone modern module modest motivated motivation mystery newsletter
nicely obstacle ongoing openness organised organized ownership pace partner passion passionate patient perspective
plea pointers portfolio precise preference presence presumably priority professor promising proposal prospect punctual
quarter queries query readiness realistic relationship relief reputation requirement requirements researcher
respectfully responsibility responsibilities responsible rewarding satisfaction scientist secondly thirdly firstly
senior sensible sentiment shared simplicity situations skeptical specialist spontaneous standard standards
straightforward struggle stuck subsequently substance subtle supportive task teammate teammates techniques terrific
thoughtful thrilled tradition trouble typically uncertain undoubtedly unusual upcoming urgency valuable vision vivid
warmth weekday whoever wholeheartedly willingness wisdom workplace workflow alumna alumni alumnus attached brand
budget channel circumstances clients family families child children parent parents kid kids guest guests baby book
books house houses garden winner night nights morning mornings evening evenings lunch dinner breakfast code committee
communication complicated component consumers content coordination culture curiosity customers dashboard database
debate deployment device devices documentation editor efficiency error errors ethics event events factory failure farm
fleet food game gig green health highlights hospital impression incident integration interface inventory invoice
kitchen laboratory lecture lectures library logistics maintenance measurement media medicine metric metrics migration
mistake mobile model models music nurse nurses nutrition outage paint payment payments performance pipeline pipelines
planner plant policy prototype publisher purchase rail recipe record records region release releases reliability
repair retail robot robots rollout routes safety sample scheduling science score screen seat sensor sensors server
servers shop shops signal silence storage store stores supplier suppliers supply surface survey teacher teachers
theory thesis thousands ticket tickets traffic training transport trial tutor vehicle vehicles vendor vendors village
warehouse water weather website wind window winter
accident accountant accuracy achieve acquire actor acute adapt adjust administrator admire admit adopt adult afford
aged agent agile aircraft alarm alert amateur amuse analyse analyze anger angle animal annual apologise apologize
apparatus appetite apprentice arrange arrival art artist asset assign assist athlete attend attic attitude audit
auditor auto automate automatic average awake award axis bacteria bags bake bakery ball band bandwidth bankers banks
bargain barrier batch bats battery battle bay beam beauty beds beef belief bell belt benches bend beneath bet bias
bicycle bids bigger bike bills bind birds birth bite bitter blame blank blanket blend bless blind blocker blood blow
boards boat body boil bolts bone border boredom borrow bottle bottleneck bowl boy branches bread break breath breed
brewer brick bridge broken broker brother brush bucket bug bulk bus butcher butter button cabin cabinet cable cake
calm camera camp campaign cancel cancer candle caps captain card cargo carpenter carrot carry cars cart cash casual
catalogue catch category cattle cell central centre ceremony certificate chain chair chalk charge chart cheap cheese
chefs chemicals chemist chemistry chess chest chicken chief chocolate choir church cinema circuit citizen civil claim
classic classroom clean clerk clever cliche climate climb clinic clinicians clock cloth cloud club coach coast coat
coin collaborate collar collect college colour columns combine comedy comfort command commit commute compact compete
competent compile complaint compose compost compute concert concise conduct confess confirm conflict consensus consent
conserve considerate consist construct consult consultant contest contrast conversational convert cook copywriter cord
corn corporate cotton council counsel counsellor counselor countryside courier court cow crack crane crash cream crew
crime crisis criteria critic crop crowd crude cruise cry crystal culinary cultural cure currency curriculum curve
cycle cyclist dairy dam damage dance danger dark deaf deal death debt decent decline decorate deer default defeat
defect defend defense define delay delegate delicate democracy dental dentist deny depart deposit desert deserve
desperate dessert destroy detect devote diagnose diagnosis dialogue diary diet dig digit digital diligent diploma
discipline discount discreet disease dish disk dislike district dive divide doctor doctorate dog dollars domestic
double dozen drag drain drama dramatic dress drill drink drones drought drug drum dry dull dust dye ear earn earth eat
ecology economic economists economy educate educators egg electric electrician electronics elegant elementary elevator
eliminate eloquent emergency empathy empire empty endeavor endeavour enemies enquire enter enterprise entry envelope
equivalent era escape essay establish estate estimate etiquette evaluate eventual evil evolve exam excess exhibit exit
exotic expand expense export expose external fabric factor faculty fail faith fake fame fan fancy fantasy fare fashion
fasten fat fate father fault fear fee fell female fence ferry fever fifth fight film filter fire fish fisheries flag
flat flavour flaw flesh flight float flood floor flour flu fluid flute fly foil fold folk footage football forecast
foreign foremost forestry forests fork forklift forum frame framework fraud freedom freelancers freeze freight fridge
frog fruit fuel functional fundamental funds funny furniture gallery garage garlic gas gasoline gate gauge gear gender
gene generate genetic genius genre geography germ giant gift girl glass glimpse global glory glove glue goat gold golf
grade gradual grain grammar grand grandfather grandmother grandparents grants grape graph graphic grass greek
greenhouse grid grief grill grip grocery gross guard guilt guitar gun gut guys gym hair hall hammer handbook handover
handy harbour hardware harm harmony hate haul headache headcount headline heal healthcare heaps heat heavy hectic
height helicopter helmet helpdesk herb heritage hero hesitate hidden hierarchy highway hiker hills hindsight hobby
hole holiday homework horizon hormone horse host hotel household hull humour hunger hurry hurt husband hybrid
hydraulics hygiene hypothesis ice icon illustrator immense imminent imperfect import incentives income index infant
ingredients inject injury ink inn input insect insurer intake intense interior interpreter interrupt invent investor
iron island ivory jacket jam jar jewel jewellery joint joke journal journalist judge juice jump jungle jury justice
keyboard kick kidney kilometre kit knife knives knot kudos label labour lad ladder lady lake lamb lamp landlord
landscape lane laps lasers latency laughter laundry law lawn lawsuit lawyer layer layoffs layout lazy leaf leak lean
leather leg legacy legend lemon lend lengths lens liberty librarian license lid lie lifelong lifetime lift limit linen
lion lip liquid literacy literature load loan lobby lock log logic longtime loops loose lord lorry loss loud lounge
loyal lumber lung luxury lyrics machinery machinist magazine magic magnet mailbox male mall man manufacture manuscript
maps marble margin marine marketplace marriage mass masters math mathematics meal meat mechanic mechanisms mediator
melody memo menu merchandise merchant mercy merge mess metal metre mice microscope microservices midnight midwife
midwives mild mileage military milk mill mineral minimal minister misery mixture moderate modesty moisture money
monitor moods moon moral mortgage motivational motor mouse mouth movie mud mum mundane muscle museum mushroom musician
nail nap narrow national nature navy neighbor neighbour neighbourhood nerdy nerve net neutral newborns newly
newspaper nimble nobles node noise noon nose notebook novel novice nowadays nuclear nursery oak oath observe obtain
occasional ocean oddly offense offset oil opera operate operator oppose optimistic orchestra organ organic orient
originate orphan outcome output oven overdue overhead overlap overnight owe oxygen pack package packet pain pair
palace palm pan panel panic parade paradox paralegal parallel parcels park participants passengers passport password
pasta paste pastry patches patent pattern pause payroll peace peak peculiar pediatrics pencil percent percentage
performers perfume permanent permit persistent persuade pest pet petrol pharmacist pharmacy phase philosophy photo
photograph photography physician physicist physics piano pie pig pilots pine pink pipes pit pixels pizza planet
plastic plates pleasant plot plug plumber pocket poem poet poetry poison pole police politics poll pond pool poor pop
porch port portal portrait pot potato pottery pound poverty powder pragmatic praise pray predict pregnancy premature
premise premium prepare president prestige prevent prey pride prime princess principle print prison prize probe
procedure producer profit prompt property prose protect protein protest protocol proven prudent psychologist
psychology pub pulp pulse pump punch pupil pure pursuit puzzle queen quest queue quit quota quote race racks radar
radio rage railway rain rainbow ranch random rank rapid ratio raw ray reactor reagents realm realtime rear rebel
receipt receiver recipient recital reckon recovery recruit referee refinery reform refugee refund refusal regime
register regular regulator rehearsal reinforce reject relatives relax relics religion reluctant remedy removal rent
rental repeat replica represent republic rescue reserve reservoir resident resilient resolve resort restaurant
retrospectives revenue reverse rhythm rice ride rigor rigour rings riot ritual rival river road roadmap robotics rock
rocket rod roof rope roses rows royal rubber rubbish rug rugby ruin rumour runner rural rush rusty sad safe sail
sailor saint salad salary salmon sand sandwich satellite sauce sausage scan scandal scanner scene scheme scholar
scientific screenshot screw script sculptor sculpture sea seafood seal seasonal secretary sector seeds selfish seller
semester seminar senate series sermon servant setup shade shadow shaft shareholders sheep sheet shelf shelter shelves
shield shirt shock shoe shoot shopper shore shortage shortlist shot shrink shuttle sick siege sigh signage silent
silicon silk silly silver simulate singer sink sir sister sketches skin skip skirt skull sky sleep sleeve
slice slide slope smell smile smoke snack snake snow soap sober soccer society sock soil solar soldier sole solicitor
solo songs sons soul soup south span species specs spectrum speech spell sphere spice spider spin spiritual sponsors
spoon sport spouse spray spread spreadsheet sprints spy squad squares stadium stair stake stakeholder stale stamp star
static statistics statue status statute steady steak steel stem stick stimulus stitch stock stomach stone storms
strain straw stream stretch strip strokes stubborn studio sturdy submarine subs subscriber suburb successor suffer
sugar suite sum summit sun sunlight sunset superb supervise supervisor supper surge surgeon surgery surplus
surveyor survival survivor suspect sustain swap sweat swim swimmer swing symbol sympathetic symptom syndrome syrup
systematic tablet tactics tail tailor tales tall tank tape tariff taste tax taxi tea teach teamwork tear tech
technician technologist teeth telecoms telescope temper temperature temple temporary tenant tendency tennis tent
terminal territory terror textbook textile theater theatre therapist therapy thick thief thin threat threshold throat
throne throughput thrust thumb thunder tides tiger tile timber timeline tin tire tissue tobacco toe tomato tongue tons
toolkit tooth torch toss tough tour tourist towel tower town toxic toy trace tragedy trail trainee trait transcript
transfer transit translator trap trash traveller tray treasure treaty tree trend triage triangle tribe tribute trick
trips triumph troops troublesome truck trunk trustworthy tube tug tune tunnel turbine turnover twin tyre ugly umbrella
uncertainty uncle unconventional undergrad undergraduate underwriter unfamiliar uniform union unit universe unknown
upbeat upgrade upper uptime urban utter vaccine vacuum valley valve van vanilla variables vegetables vein verb verdict
versatile verse vessel vet veteran veterinary vice victim victory video violin virtual virus visitor visual vital
vitamin vocabulary vocal volume voluntary vote voyage wage wagon waist waitress wake wall war wardrobe wards warn
warranty wary wash waste watch waves wax weak wealth weapon wear weed weight weird weld wet whale wheat wheel
whiteboard widow wife wild wildlife win wine wing wire wise witnesses wives wolf woman women wood wooden wool
workbench workforce workload worm worse worst wound wrap wrist yard bad bilingual trilingual yarn yeast yellow yield
youngsters youth zone
"""

# Endings of words that are hardly ever names at the beginning of a sentence.
_ENDINGS = (
    "ing", "ly", "ed", "ful", "ness", "tion", "sion", "ment", "able", "ible", "ous", "ive", "less", "ward", "wards",
    "ity",
    "ship", "ance", "ence", "ical", "ial", "ism", "tions", "sions", "ments", "ities", "ships", "ances", "ences", "ings",
)  # fmt: skip
_SHORTEST = 6
# What a form of a word ends in, and what the word has there.
_FORMS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("er", ""),
    ("er", "e"),
    ("ers", ""),
    ("ers", "e"),
    ("est", ""),
    ("est", "e"),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)


@cache
def common_words() -> frozenset[str]:
    """Return the plain words, lower case, without apostrophes."""
    return frozenset(word.replace("'", "") for word in _WORDS.split())


def is_plain(key: str) -> bool:
    """Say whether a word, in lower case and without apostrophes, is plain English by the table or by its ending."""
    words = common_words()
    if key in words or any(key.endswith(end) and key[: len(key) - len(end)] + more in words for end, more in _FORMS):
        return True
    return len(key) >= _SHORTEST and key.isalpha() and key.endswith(_ENDINGS)
