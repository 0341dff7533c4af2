"""How messages claim a relation or a history, as patterns, grouped by the kinds of fact that would make it true.

Written with how language models flatter and invent in mind: generous about what was, careful about what is only
asked for ("it would be great to meet you", "your recommendation would help").
"""

from __future__ import annotations

from inroad.tools.writing.checking.relation_phrases_between import BETWEEN, BETWEEN_FAR, RELATIVE

_AND = r"(?:\w+\s+){0,2}"
_TALK = (
    r"(?:conversation|chat|call|discussion|talk|meeting|exchange|encounter|coffee|lunch|dinner|interview|catch-?up)s?"
)
_PUBLISHED = (
    r"(?:talks?|posts?(?!\s+(?:for|about|on|regarding)\s+(?:an?|the|this)\b)|articles?|podcasts?|episodes?|panels?"
    r"|keynotes?|webinars?"
    r"|presentations?|lectures?|blogs?|papers?|publications?|books?|threads?|tweets?|newsletters?|videos?|workshops?"
    r"|columns?|essays?|tutorials?|courses?|how-?tos?"
    r"|speech|speeches|patents?|open[\s-]source\s+\w+|write-?ups?|demos?|slides|thes[ie]s|case\s+stud(?:y|ies)|ama"
    r"|interviews?(?!\s+(?:process|loop|rounds?|stages?|panel|team|schedule|format|questions?)))"
)
_NEWS = (
    r"(?:promotion|awards?|new\s+(?:role|job|position)|funding|raise|launch|acquisition|ipo|expansion|milestone"
    r"|anniversary"
    r"|success(?:es)?|achievements?|accomplishments?|recognition|nomination|appointment|announcement|merger|accolades?)"
)
_SAW = (
    r"(?:saw|seen|see|read|watched|heard|listened\s+to|enjoyed|loved|liked|attended|caught|followed|came\s+across"
    r"|stumbled\s+(?:up)?on"
    r"|found|appreciated|noticed|admired|shared|bookmarked|discovered)"
)
_FAN = (
    r"(?:(?:fan|follower|user|customer|reader|subscriber|admirer|supporter|listener|client|adopter|viewer|shopper)"
    r"(?!\s+(?:success|support|service|services|care|experience|engagement|operations|relations|research\w*|interface"
    r"|partner|account|onboarding|insights?|marketing)))"
)

# A memory of a meeting or of work together.
_MEMORIES = (
    r"\bwe(?:['’]ve|['’]d)?\s+(?:(?:have|had|first|last|briefly|once|already|also|previously|recently|actually|never"
    r"|only|all)\s+)*"
    r"(?:met|spoke|spoken|talked|chatted|corresponded|discussed|mentioned|agreed|exchanged|crossed|overlapped"
    r"|collaborated|caught\s+up"
    r"|know|knew|known|ran\s+into|bumped\s+into|sat|got\s+to\s+know|go\s+(?:way\s+)?back|were\s+(?:introduced"
    r"|in\s+touch|colleagues"
    r"|neighbou?rs|friends|roommates|teammates|classmates|on\s+the\s+same)|are\s+(?:old\s+)?friends|danced|emailed"
    r"|messaged"
    r"|connected\s+(?:at|over|during|on|in|when|last|through|via|after)|worked\s+(?:together|side|on|closely|with)"
    r"|studied\s+together"
    r"|partnered|trained\s+together|played|volunteered|served|lived\s+together|started\s+(?:together"
    r"|out)|teamed|paired\s+up"
    r"|hung\s+out|had\s+(?:\w+\s+)?(?:coffee|lunch|dinner|drinks|breakfast|a\s+(?:\w+\s+)?(?:chat"
    r"|talk|drink|laugh|call))|roomed"
    r"|swapped|traded|debated|laughed|competed|car-?pooled|commuted|toured|travelled|traveled|celebrated|co-\w+ed"
    r"|grabbed|shook|queued|shared\s+(?:an?|the)\s+(?:\w+\s+)?(?:table|desk|office|stage|panel|flat"
    r"|house|room|dorm|taxi|ride|lab"
    r"|bench|class|seminar|drink|meal|cab|joke|stall|stand|team|project|manager|boss|mentor))\b",
    r"\bwe\s+(?:used\s+to|once)\b|\b(?:side\s+by\s+side|alongside|worked\s+(?:\w+\s+)?with)\s+(?:with\s+)?you\b"
    r"|\byou\s+once\b",
    r"\b(?:you\s+and\s+I|I\s+and\s+you)\s+"
    + _AND
    + r"(?:met|spoke|talked|chatted|discussed|overlapped|crossed|worked\s+together|collaborated"
    r"|know\s+each|knew|go\s+(?:way\s+|a\s+long\s+way\s+)?back|used\s+to)\b",
    r"\bI\s+"
    + _AND
    + r"(?:met|ran\s+into|bumped\s+into|spoke\s+(?:to|with)|talked\s+(?:to|with)|chatted\s+with|sat\s+(?:next"
    r"|beside|with)"
    r"|work(?:ed|ing)\s+(?:with|alongside|under|for|beside|closely\s+with)|studied\s+(?:with|under|alongside)"
    r"|had\s+\w+\s+with"
    r"|know|knew"
    r"|remember(?:ed)?|recall(?:ed)?|reported\s+to|mentored)\s+(?:you(?!['’]|r)\b(?!\s+(?:are|may|might|must|will|can"
    r"|work|have|would|get|know"
    r"|see|lead|recruit|probably|receive|likely|were|did|do|also))|(?:your|a)\s+" + RELATIVE + r"s?\b)",
    r"\b(?:when|since|after|before|time)\s+(?:you\s+and\s+I|we)\s+(?:\w+\s+)?(?:met|spoke|talked|chatted|worked"
    r"|overlapped|were|studied|last|first)\b",
    r"\b(?:was|been|were)\s+(?:\w+\s+){0,3}(?:great|good|nice|lovely|wonderful|pleasure|fun|pleased|glad|happy"
    r"|honou?r(?:ed)?|delight\w*"
    r"|inspiring|pleasant|fantastic|awesome)\s+(?:to\s+)?(?:have\s+)?(?:be\s+)?(?:meet|met|talk|speak|chat|see|connect"
    r"|work|hear)\w*\s+(?:\w+\s+)?(?:you|your|again)\b",
    r"\b(?:great|good|nice|lovely|wonderful|pleasure|fun|enjoyed|loved|delighted|awesome|fantastic|pleasant|after"
    r"|since|ever\s+since)\s+"
    r"(?:meeting|chatting|speaking|talking|catching|seeing|reconnecting|connecting|working)\s+(?:with\s+|to\s+"
    r"|up\s+)*(?:you|your|again)\b",
    r"(?<!be )\b(?:nice|good|great|lovely|wonderful|delightful|glad|pleased|delighted|thrilled|happy)\s+(?:to\s+"
    r"(?:see|hear\s+from|have\s+(?:met|seen|heard))|seeing|hearing\s+from)\s+you\b(?!\s+(?:are|have"
    r"|hir\w+))|\blong\s+time\s+no\s+see\b|\bit(?:['’]s"
    r"|\s+has)\s+been\s+(?:a\s+while|(?:too\s+)?long|ages|years)\b",
    r"(?<!forward to )(?<!like to )\b(?:meeting|speaking\s+with|talking\s+(?:to|with)|chatting\s+with|seeing"
    r"|running\s+into|working\s+(?:with|alongside)"
    r"|getting\s+to\s+know)\s+you\s+(?:at|on|during|last|yesterday|again|back|earlier|was|over|there)\b",
    r"\b(?:as|like)\s+(?:we|you|I)\s+(?:\w+\s+)?(?:discussed|agreed|talked|spoke|mentioned|promised|said|planned"
    r"|suggested|requested|asked|told"
    r"|noted|indicated|recommended|explained|touched)\b",
    r"\bas\s+(?:discussed|agreed|promised|mentioned|requested|suggested|planned)\b(?!\s+in\s+(?:the|your)\s+(?:posting"
    r"|ad|job|description|listing|subject|opening))"
    r"|\b(?:as\s+)?per\s+(?:our|your)\s+(?:\w+\s+)?(?:conversation|call|discussion|chat|request|e-?mail|suggestion"
    r"|message|talk)",
    r"\b(?:enjoyed|liked|loved|appreciated|after|since|from|during|recall|remember|valued|about"
    r"|of)\s+our\s+(?:\w+\s+){0,2}" + _TALK + r"\b"
    r"|\b(?:our|that)\s+(?:\w+\s+){0,3}"
    + _TALK
    + r"\s+(?:last|at|about|yesterday|earlier|in|during|from|we|was|went|has|left)\b",
    r"\bour\s+(?:(?:last|previous|recent|earlier|brief|initial|past|mutual|shared|common|long|old)\s+)+(?:"
    + _TALK
    + r"|friends?|friendship|connections?"
    r"|contacts?|colleagues?|history|background|interests?|acquaintances?|correspondence|e-?mails?|messages?|projects?"
    r"|work)\b|\bour\s+(?:paths|friendship|history)\b",
    r"\bour\s+(?:\w+\s+)?(?:time|days|years)\s+(?:in|together|with|on|as)\b",
    r"\bthank(?:s|\s+you)(?!\s+(?:\w+\s+){0,3}in\s+advance)(?:\s+\w+){0,3}\s+for\s+(?:your\s+(?:reply|response|message"
    r"|e-?mail|call|note|invitation|kind\s+words"
    r"|talk|post|article|(?:advice|help|feedback|support|guidance|recommendation|referral|introduction)\s+(?:last|on"
    r"|during|yesterday|back|when|at))"
    r"|(?:connecting|accepting|reaching\s+out|getting\s+back|meeting|speaking|talking|chatting|inviting|introducing"
    r"|referring)\b"
    r"|(?:the|a|that|our)\s+(?:\w+\s+){0,2}(?:chats?|calls?|introduction|intro|referral|coffee|lunch"
    r"|conversation|invitation|tip"
    r"|recommendation|meeting|reply|talk|lovely|great)\b)",
    r"(?<!be )(?<!is )(?<!very )\b(?:kind|nice|good|sweet|generous|thoughtful|lovely|gracious"
    r"|decent)\s+of\s+you\s+(?:to|both)\b"
    r"|\blong\s+time\b(?=\s*[!,.\n]|\s+no\b)|\b(?:sorry|sad|sadly)\s+(?:to\s+have\s+|to\s+|I\s+"
    r"|that\s+I\s+)*miss(?:ed)?\s+you\b"
    r"|\bmissed\s+(?:you\b|each\s+other)",
    r"\bhope\s+you\s+remember\b|\byou\s+(?:may|might|will|probably)\s+(?:\w+\s+)?(?:remember|recall|recogni[sz]e"
    r"|know\s+me)\b"
    r"|\bremember\s+(?:me|us|our|when)\b|(?-i:\bRemember\s+(?:the|that|those|how))\b|\breconnect(?:ing)?\b|\b(?:back\s+in\s+touch|lost\s+touch|rekindle)\b"
    r"|\bold\s+(?:friend|colleague|classmate|team\s*mate|times)\w*",
    r"\bwe\s+(?:do\s+)?(?:have|share)\s+(?:a\s+|some\s+|several\s+|many\s+|a\s+few\s+)?(?:mutual|friends?|history)\b"
    r"|\b(?:may|might)\s+have\s+met\b",
    r"\b(?:at|during|after|from|since)\s+(?:the|your|a|last|this)\s+(?:[\w'’-]+\s+){0,4}(?:conference|meet-?up"
    r"|hackathon|summit|career\s+fair|job\s+fair"
    r"|trade\s+fair|webinar|panel|workshop|reunion|conf|symposium|convention|info\s+session|networking\s+\w+|wedding"
    r"|party|dinner|gala|expo|fair)\b",
    r"\bI\s+(?:was|have\s+been)\s+(?:in|at)\s+the\s+(?:audience|room|front\s+row)|\bin\s+the\s+audience\b"
    r"|\bsat\s+(?:in\s+on|next\s+to)\b"
    r"|\b(?:already|just|recently)\s+(?:applied|interviewed|submitted)\b|\bI\s+(?:have\s+)?(?:applied|interviewed)\b"
    r"|\bmy\s+application\s+(?:was|has|from)\b",
)

# Admiration of long standing, something read, heard or used, news about the person or the company.
_FLATTERY = (
    r"\byour\s+(?:(?!job|own|next)\w+[\s-]){0,3}" + _PUBLISHED + r"(?![\w-])(?!\s+(?:would|could|might|will|may)\b)",
    r"\b(?:the|that)\s+(?:\w+\s+){0,3}(?:talk|keynote|panel|podcast|article|webinar|presentation|lecture|interview"
    r"|paper|blog)\s+(?:you|at|from|where|with\s+you)\b",
    r"\b(?:I|I['’]ve|I['’]d)\s+(?:\w+\s+){0,3}"
    + _SAW
    + r"\s+(?:your\s+(?:\w+[\s-]){0,3}(?:"
    + _PUBLISHED
    + r"(?![\w-])"
    + r"|"
    + _NEWS
    + r"|(?:work|projects?|code|repo\w*|designs?|portfolio|research|name)\s+(?:on|in|with|for|at|mentioned)\b|code"
    r"|designs|portfolio)"
    r"|you\s+(?:\w+\s+)?(?:speak|talk|present|give|interview|explain|lecture|perform|play|on\s+(?:stage|tv|a|the)"
    r"|at\s+(?:the|a)|in\s+(?:a|the)\s+(?:panel|video|news|magazine|paper)))",
    r"\b(?:congrat\w*|well\s+done|kudos|hats\s+off|bravo)\b|\byour\s+(?:\w+\s+){0,2}" + _NEWS + r"\b"
    r"|\b(?:your|['’]s|['’])\s+(?:\w+\s+){0,2}recent\s+(?:\w+\s+){0,2}(?:work|projects?|hire|product|release|visit"
    r"|trip|move|growth|success|news|campaign|round|" + _NEWS[3:] + r"\b",
    r"(?<!forward to )\b(?:hearing|watching|seeing)\s+you\s+(?!out\b|soon\b|at\b|in\b|on\b|then\b)\w+"
    r"|\bour\s+(?:group|joint|class|study|student|senior|final-year)\s+\w+",
    r"\byour\s+(?:\w+\s+)?(?:reputation|fame|brilliance|legacy|(?:friend|brother|sister|wife|husband|father|mother"
    r"|cousin|uncle|aunt|daughter|roommate|neighbou?r|classmate)s?"
    r"|(?:former|old|ex-?)\s?(?:colleague|manager|boss|classmate|student|employee|teammate|intern|professor)s?)\b",
    r"\b(?:I|I['’]ve|I\s+have)(?:\s+\w+){0,3}\s+(?:admire[ds]?|admiring|look(?:ed)?\s+up\s+to|idoli[sz]ed?"
    r"|been\s+(?:\w+\s+){0,2}(?:following|an?\s+(?:\w+\s+)?"
    + _FAN
    + r"|inspired|impressed|subscribed|in\s+awe|obsessed|hooked))\b",
    r"\b(?:follow(?:ed|ing)?|reading|watching|tracking)\s+(?:your|you|the\s+company['’]?s?|its)\s+(?:\w+\s+)?(?:work"
    r"|career|journey|progress|growth|posts?|blog|writing|research"
    r"|content|for|since|closely|on|story|projects?|rise|development|news)\b|\b(?:have|been"
    r"|I)\s+(?:\w+\s+)?follow(?:ed|ing)\s+(?!(?:up|the\s+(?:link|steps|instructions|process|posting))\b)(?:(?-i:[A-Z])"
    r"|your|you\b|the\s+team|its)",
    r"\b(?:long-?\s?time|long-?standing|avid|loyal|regular|daily|huge|big|devoted|happy|lifelong|enthusiastic|frequent"
    r"|dedicated|faithful|keen|satisfied|proud)\s+(?:\w+\s+)?" + _FAN + r"s?\b",
    r"\b(?:as|I['’]m|I\s+am|being)\s+(?:also\s+)?an?\s+(?:\w+\s+){0,3}(?:"
    + _FAN
    + r"|beta\s+tester|contributor\s+to|shareholder|investor|patient|passenger)\s+(?:of|at|in|myself|to)\b",
    r"\bI\s+(?:(?:\w+ly|also|have|still|already|even|always|just)\s+)*(?:use|used|love|loved|rely\s+on|bought|own"
    r"|enjoy|subscribe\s+to|tried|adore|tested)\s+(?:your|the\s+company['’]s|its)\s+"
    r"(?:\w+[\s-]){0,3}(?:products?|app|platform|tools?|services?|software|devices?|api|sdk|website|newsletter|store"
    r"|apps|library|framework|solution)\b"
    r"|\bus(?:ing|ed)\s+your\s+\w+|\byour\s+(?:\w+\s+){0,2}(?:app|products?|platform|service|device"
    r"|tool)s?\s+(?:has\s+|have\s+)?(?:changed|saved|helped|impressed)\b",
    r"\b(?:impressed|inspired|blown\s+away|awed|amazed|influenced|captivated)\s+(?:by|with|at)\s+(?:your|you|how\s+you"
    r"|what\s+you|the\s+way\s+you)\b"
    r"|\byou(?:r\s+\w+)?\s+(?:really\s+|truly\s+|have\s+|has\s+|deeply\s+)*(?:inspired?|inspires|impressed|impresses"
    r"|influenced|helped\s+me|taught\s+me|mentored|motivated\s+me|changed\s+my|encouraged\s+me|hired\s+me|interviewed"
    r"|guided\s+me)\b",
    r"\byou\s+(?:(?!are|may|might)\w+\s+)?(?:told\s+(?:me|us)|asked\s+(?:me|us|for)|promised|invited|offered|gave|sent"
    r"|showed\s+me|emailed|wrote(?!\s+(?:in|that)\s+the)|messaged|reached\s+out|contacted|approached|introduced"
    r"|recommended"
    r"|suggested|mentioned(?!\s+in\s+the)|agreed|advised|spoke|presented|keynoted|published|tweeted|authored|won"
    r"|(?:accepted|examined|reviewed|supervised|approved|marked|graded|endorsed|judged|praised)\s+(?:my|our|me)"
    r"|posted\s+(?:about|on)|were\s+(?:kind|promoted|named|featured|awarded|nominated|a\s+speaker|speaking"
    r"|on\s+the\s+panel|so))\b(?!['’]t)",
    r"\bdream\s+(?:company|job|role|employer|team|come\s+true)|\b(?:always|long|ever\s+since"
    r"|for\s+as\s+long)\s+(?:\w+\s+){0,2}(?:wanted\s+to\s+work|dreamed|dreamt|admired|respected|looked\s+up)",
    r"\b(?:funding|series\s+(?-i:[A-F])\b|ipo|went\s+public|unicorn|award-?winning|made\s+headlines|in\s+the\s+news"
    r"|press\s+release)\b"
    r"|(?<!I )(?<!I've )(?<!I’ve )(?<!have )\b(?:recently|just)\s+(?:launched|announced|raised|acquired|expanded"
    r"|opened|went\s+public|released|won|been\s+(?:promoted|named|acquired|awarded|featured))\b",
    r"\byou(?:['’]re|\s+are|\s+were)\s+(?:\w+\s+)?(?:known|renowned|famous|admired|regarded|celebrated"
    r"|an?\s+(?:inspiration|legend|thought\s+leader|authority|pioneer|role\s+model|visionary|(?:leading|respected"
    r"|well-known|renowned|true)\s+\w+))\b",
)

INVENTED: tuple[str, ...] = (*_MEMORIES, *_FLATTERY, *BETWEEN)
INVENTED_FAR: tuple[str, ...] = BETWEEN_FAR

# A message of ours that was sent before; true in a follow-up.
EARLIER: tuple[str, ...] = (
    r"\b(?:following\s+up(?:\s+on)?|(?:wanted|writing|want)\s+to\s+follow\s+up|follow-up\s+to|circl(?:e|ing)\s+back"
    r"|checking\s+(?:back\s+)?in|bumping|touching\s+base|second\s+(?:message|note|e-?mail)"
    r"|(?:gentle|friendly|quick)\s+reminder)\b|\bmy\s+(?:last|previous|earlier|first|recent|original"
    r"|initial)\s+(?:e-?mail|message|note|mail|letter)s?\b",
    r"\bI\s+(?:\w+\s+)?(?:wrote|emailed|messaged|contacted|reached\s+out|got\s+in\s+touch|called)\s+(?:to\s+)?(?:you\b"
    r"|last|earlier|before|back)|\bI\s+(?:\w+\s+)?sent\s+(?:you|an?\s+(?:e-?mail|message|note))\b"
    r"|\b(?:writing|reaching\s+out|contacting\s+you|trying)\s+again\b|\bI(?:\s+have|['’]ve)\s+(?:already\s+"
    r"|previously\s+)?(?:written\s+(?:to\s+you|you|before|already|earlier|twice)|emailed|messaged|contacted)\b"
    r"|\b(?:haven['’]t|have\s+not|not\s+yet|didn['’]t|did\s+not)\s+(?:\w+\s+)?(?:heard|hear\s+back|received)\b"
    r"|\bin\s+case\s+(?:you\s+missed|it\s+(?:got|was)\s+(?:lost|buried)|my\s+\w+\s+(?:got|was))\b",
)

# Common ground that is named: the words of the sentence say of which kind a fact is needed.
SHARED: tuple[str, ...] = (
    r"\bfellow\s+\w+|(?<!would )(?<!look )(?<!looks )(?<!sound )(?<!sounds )(?<!feel )(?<!seem )(?<!seems )(?<!someone"
    r" )(?<!somebody )(?<!people )(?<!engineers )(?<!one )(?<!anyone )"
    r"\blike\s+(?:you(?:rself)?(?=\s*[,.;!?]|\s+and\s+me|\s+I\b)|me\b(?=\s*,|\s+you))",
    r"\bwe\s+(?:(?:are|have|were|had|also|do|come|came)\s+)*both\b|\bwe['’](?:ve|re)\s+(?:also\s+)?both\b"
    r"|\b(?<!save )(?<!for )(?<!give )(?<!spare )(?<!cost )(?:both\s+of\s+us|us\s+both)\b"
    r"|\byou\s+and\s+I\s+(?:both|are(?!\s+connected)|were|have(?!\s+been\s+connected)|share|went|come|studied|worked|graduated"
    r"|attended|grew)\b"
    r"|\bboth\s+(?:you\s+and\s+I|(?:attended|studied|graduated|worked|came|grew|hail|alumni|alums|went|started|share"
    r"|love|live|care|speak|belong|began)\b)",
    r"\b(?:the\s+same|a\s+shared|a\s+common|shared|that\s+same)\s+(?:\w+\s+)?(?:school|university|college|alma\s+mater"
    r"|company|employer|town|hometown|city|home\s+town|field|class|year|program(?:me)?|degree"
    r"|professor|path|campus|dorm|cohort|industry|country|neighbou?rhood|roots|heritage|faculty|course|lab|bootcamp"
    r"|profession|passion|interests?|hobby|hobbies|background)\b"
    r"|\bour\s+(?:\w+\s+)?(?:(?:time|days|years)\s+at\b|alma\s+mater|hometown|home\s+town|school|university|college|professor|cohort|campus"
    r"|degree|roots|heritage)\b",
)
# The same, of forms that may reach over the end of a sentence or a line.
SHARED_FAR: tuple[str, ...] = (
    r"\bas\s+(?:I|you|we)\s+(?:did|do|have|had|am|was|were|are)(?:\s+(?:now|too|today|myself|once"
    r"|yourself))?\s*[,.;!?)]|\b(?:so|as)\s+(?:did|do|have|had|am|was)\s+I\b"
    r"|\bI\s+(?:did|do|am|was|have)\s+too\b|\bme\s+too\b|\bI,?\s+too\b|\byou,?\s+too\b|\bmyself\s+included\b",
    r"\b(?:we|you\s+and\s+I)\s+" + _AND + r"(?:share|shared|(?:\w+\s+){1,3}the\s+same\b"
    r"|have\s+\S+(?:\s+\S+){0,4}\s+in\s+common|attended|graduated|studied|grew\s+up|went\s+to"
    r"|come\s+from|came\s+from|hail|worked\s+(?:at|for)|lived|overlapped|belong)\b"
    r"|\b(?:we|us|you|our)\b[^.!?\n]{0,60}\bin\s+common\b|\bin\s+common\s+with\s+you"
    r"|\bcommon\s+(?:ground|background|thread|interest|alma)\b|\b(?:alma\s+mater|alum(?:n[aiu]s?"
    r"|nae?)?|alums?|class\s+of|classmates?|school\s*mates?|compatriot|fraternity|sorority)\b",
)

CONNECTED: tuple[str, ...] = (
    r"\b(?:we|you\s+and\s+I)(?:['’](?:ve|re))?\s+"
    + _AND
    + r"(?:been\s+)?(?:connected|linked|in\s+touch)\b|\b(?:already|been)\s+connected\b"
    r"|\bour\s+(?:\w+\s+)?connection\b|\b(?:first|second|1st|2nd|third)[\s-]degree\b"
    r"|\bas\s+(?:a|your)\s+(?:\w+\s+)?connection\b|\bconnected\s+(?:on|through|via|since)\b|\bin\s+my\s+network\b",
)
