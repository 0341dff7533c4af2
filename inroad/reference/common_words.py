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
