"""How messages claim that somebody stands between sender and person, or what the person gave the sender."""

from __future__ import annotations

RELATIVE = (
    r"(?:friend|colleague|cousin|brother|sister|uncle|aunt|roommate|classmate|co-?worker|wife|husband|father|mother"
    r"|boss|manager|mentor"
    r"|professor|neighbou?r|teammate|flatmate|supervisor|recruiter|acquaintance|contact)"
)

# Somebody between the two.
BETWEEN = (
    r"\b(?:suggest(?:ed|s)|recommend(?:ed|s)|encouraged|urged|advised|told|asked|pointed|sent|directed|referred"
    r"|introduced|nudged|invited)\s+(?:that\s+)?(?:me|I|us)\s+(?:to\s+)?"
    r"(?:(?:get\s+in\s+|be\s+in\s+)?(?:touch|contact|reach|write|connect|speak|talk|message|email|you|your|apply"
    r"|about\s+(?:you|your|the)|should|towards?|in\s+your|that\s+(?:you|your)|into))",
    r"\b(?:suggested|recommended|mentioned|advised|said|insisted)\s+(?:that\s+)?(?:I|we|you)\s+(?:should|could|might"
    r"|would|to|were|are|reach|contact|write|get|connect|speak|talk|message|email|be|drop|approach|apply|look)\b",
    r"\b(?:gave|passed|forwarded|handed|provided)\s+(?:me|on|along)\s+(?:with\s+)?your\s+(?:name|contact|e-?mail"
    r"|number|details|address|profile|card)\b"
    r"|\b(?:got|received|have|had)\s+your\s+(?:name|contact|e-?mail|number|details|address|card|info)\b|\b(?:spoke"
    r"|speaks?|talks?|raves?|raved|thinks?)\s+(?:\w+\s+)?(?:highly|fondly|warmly|well\s+of)\b"
    r"|\bsends?\s+(?:\w+\s+)?(?:regards|greetings|love)\b|\bsays\s+(?:hi|hello)\b",
    r"\b(?:mutual|common|shared)\s+(?:friends?|connections?|contacts?|acquaintances?|colleagues?|professor|mentor"
    r"|network|circle|past|history)\b|\b"
    + RELATIVE
    + r"s?\s+(?:of\s+(?:mine|ours|your\w*(?!\s+who\s+(?:can|could|may|might|would))|one\s+of\s+your)|we\s+both"
    r"|in\s+common)\b",
    r"\b(?:someone|somebody|people|one|some|several|an?\s+\w+)\s+(?:(?:on|from|in|at|of)\s+)+your\s+(?:\w+\s+)?(?:team"
    r"|company|colleagues|teammates|people|reports)\s+(?:has\s+|have\s+)?(?:told|said|mentioned|suggested|recommended"
    r"|referred|gave|encouraged|spoke|pointed|asked|invited)\b",
    r"\bcomes?\s+(?:highly\s+)?recommended\b|\b(?:I\s+was|I['’]ve\s+been|I\s+got|I\s+have\s+been|I\s+am"
    r"|I['’]m)\s+(?:\w+\s+)?(?:referred|recommended|introduced|directed|pointed|given\s+your|told\s+(?:about|that|by"
    r"|to)|encouraged\s+(?:by|to)|invited|asked\s+by)\b"
    r"|\b(?:on|at)\s+(?:the\s+)?(?:recommendation|suggestion|advice|request|behest|invitation|referral"
    r"|encouragement)\s+of\b|\bkind\s+enough\s+to\s+(?:share|give|introduce|refer|offer|speak|help)\b(?<!be )"
    r"|\bthrough\s+(?:a|our|my|your)\s+(?:\w+\s+)?"
    + RELATIVE
    + r"\b|\b(?:referred|introduced|recommended)\s+(?:by|through|via)\b|['’]s\s+(?:recommendation|suggestion"
    r"|referral|introduction|advice|request|encouragement)\b",
    r"\bI(?:['’]ve|\s+have)?\s+(?:\w+\s+)?(?:heard|hear)\s+(?:(?:\w+\s+){0,3}(?:great|good|wonderful|amazing|so\s+much"
    r"|nice|only|many|a\s+lot)\s+(?:\w+\s+)?(?:about|of)|(?:of|about|from)\s+(?:you\b|your|mutual|a\s+friend|several"
    r"|my)|that\s+you\b|you\s+(?:speak|were|gave|say|talk)|through)",
    r"\bmy\s+(?:own\s+|younger\s+|older\s+|good\s+|old\s+|best\s+|dear\s+|little\s+|big\s+)?(?:sister"
    r"|brother|cousin|wife|husband"
    r"|mother|father|mum|mom|dad|son|daughter|niece|nephew|uncle|aunt|kids?|children|friends?|room-?mate|flat-?mate"
    r"|neighbou?r|fianc[ée]+|girlfriend|boyfriend|in-laws?|grand\w+)(?:['’]s|s['’])?\b",
    r"\b(?:every(?:one|body)|people|folks?|many|others|colleagues|word|they"
    r"|all)\b[^.,!?\n]{0,25}\b(?:says?|tells?|told|said"
    r"|agrees?|raves?|recommends?|swears?)\b[^.!?\n]{0,20}\b(?:you|your)\b(?!\s+(?:posting|ad|advert))",
    r"\bI(?:['’]ve|\s+have)?\s+(?:\w+\s+)?(?:appreciated|enjoyed|loved|liked|valued|followed|got"
    r"|received|remember|treasured"
    r"|benefited\s+from|learned\s+from|learnt\s+from|tried|visited|toured|took\s+over|inherited|took"
    r"|kept|heard)\s+your\s+"
    r"(?!(?:\w+\s+)?(?:posting|profile|opening|advert|listing|ad|description|page|website|title|name|role)\b)\w+",
    r"\byour\s+old\s+(?!(?:school|university|college|employer|company|alma|stomping))\w+",
    r"\bI\s+owe\s+you\b|\bI(?:['’]m|\s+am)\s+(?:friends?\s+with|a\s+friend\s+of|related|close\s+to|married\s+to"
    r"|the\s+(?:son|daughter|brother|sister|cousin|nephew|niece))\b|\bas\s+(?:a\s+)?friends?\b",
)
# The same, of a form that may reach over the end of a line.
BETWEEN_FAR = (
    r"\b(?:my|a|your|our)\s+(?:(?:good|close|old|former|dear|longtime|current|mutual)\s+)*"
    + RELATIVE
    + r"s?,?\s+(?:(?-i:[A-Z])\w+,?\s+)?(?:who\s+)?(?:told|said|mentioned|suggested|recommend\w*|knows"
    r"|works?\s+(?:with\s+you|on\s+your|at\s+your|in\s+your|for\s+your|alongside\s+you)"
    r"|worked\s+with\s+you|speaks|spoke|gave|introduced|referred|pointed|is\s+(?:a\s+friend|your|friends)"
    r"|has\s+worked\s+with\s+you|encouraged|asked|thought|thinks|reports\s+to\s+you)\b",
)
