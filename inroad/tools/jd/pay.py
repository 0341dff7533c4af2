"""What a posting says it pays: "$120,000 - $150,000 a year", "60.000–75.000 € brutto", "£17.50 per hour".

Of several amounts the one counts that stands nearest to words about pay; money that a company raised, a bonus or a
budget is no pay.
"""

from __future__ import annotations

import re
from itertools import islice

from inroad.analysis import Pay, PayPeriod, Quote
from inroad.tools.jd.folding import folded

_SIGNS = r"US\$|CA\$|C\$|A\$|AU\$|NZ\$|S\$|HK\$|R\$|\$|€|£|₹|¥|zł|₪"
_CODES = r"USD|EUR|GBP|CAD|AUD|CHF|NZD|SGD|INR|PLN|SEK|NOK|DKK|JPY|BRL|MXN|CZK|HUF|ILS|AED|ZAR|HKD"
_CURRENCY = rf"(?:{_SIGNS}|\b(?:{_CODES})\b|\bEuros?\b|\bCHF\b)"
_AMOUNT = r"(?:\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?:[.,]\d{2})?|\d{1,7}(?:[.,]\d{1,2})?)[^\S\n]?(?:[kK]\b|K\b)?"
_PAY = re.compile(
    rf"(?P<c1>{_CURRENCY})[^\S\n]?(?P<a1>{_AMOUNT})(?:[^\S\n]?(?P<c1b>{_CURRENCY}))?(?:[^\S\n]?(?:/|per |an "
    rf"|a )[^\S\n]?\w+)?"
    rf"(?:[^\S\n]*(?:-|–|—|to|en|y|e|et|und|tot|and|bis|à|a|and up to"
    rf"|/)[^\S\n]*(?:(?P<c2>{_CURRENCY})[^\S\n]?)?(?P<a2>{_AMOUNT})(?:[^\S\n]?(?P<c2b>{_CURRENCY}))?)?"
    rf"|(?P<b1>{_AMOUNT})(?:[^\S\n]?(?P<d0>{_CURRENCY}))?(?:[^\S\n]*(?:-|–|—|to|bis|à|a|tot|e"
    rf"|y)[^\S\n]*(?P<b2>{_AMOUNT}))?[^\S\n]?(?P<d1>{_CURRENCY})"
)
_TOO_MUCH = re.compile(
    r"\s?(?:\+ ?)?(?:m\b|mm\b|mn\b|b\b|bn\b|million|billion|mio|mrd|trillion|millones|millions|milliard)", re.IGNORECASE
)
_ABOUT_PAY = re.compile(
    r"\b(?:salar(?:y|ies)|pay(?:s|ing)?|compensation|base|wage|remuneration|ote|on-target|earn(?:ings?)?|rate|ctc"
    r"|annual(?:ly)?|per (?:year|annum|hour|month|week|day)|hourly|a year|an hour|/ ?(?:year|yr|hr|hour|month)"
    r"|gehalt|vergütung|jahresgehalt|stundenlohn|brutto|lohn|verdienst|salaire|rémunération|brut|salario|sueldo"
    r"|bruto|salaris|loon|retribuzione|ral|stipendio|salário|remuneração|wynagrodzenie)\b|p\.a\.|年収|月給"
)
_NOT_PAY = re.compile(
    r"\b(?:rais(?:ed|ing)|revenue|arr\b|funding|valuation|series [a-f]\b|sign(?:ing|-on)|referral|stipend|budget"
    r"|allowance|reimburse\w*|bonus of|per diem|401|deductible|contribution|worth|discount|voucher|gutschein"
    r"|zuschuss|sales of|assets|managed|loans|savings|deal|portfolio|customers|trips?|up to \$?\d+ (?:off"
    r"|per person)|equipment|home office|learning|education|transactions?|budgetverantwortung|bon)\b"
)
_PERIODS: tuple[tuple[PayPeriod, re.Pattern[str]], ...] = (
    ("hour", re.compile(r"\b(?:per|an|je|pro|par|por|per|all')[ ']?(?:hour|hr|stunde|heure|hora|uur|ora)\b"
        r"|/ ?(?:hr|hour|h|std|stunde|heure|hora|uur)\b|\bhourly\b|\bstundenlohn\b|\bde l'heure\b")),
    ("day", re.compile(r"\b(?:per|a|pro|par|por)[ ](?:day|tag|jour|día|dag)\b|/ ?day\b|\bdaily rate\b|\bday rate\b"
        r"|\btjm\b")),
    ("week", re.compile(r"\b(?:per|a|pro|par|por)[ ](?:week|woche|semaine|semana)\b|/ ?week\b|\bweekly\b")),
    ("month", re.compile(r"\b(?:per|a|pro|par|por|al|im)[ ](?:month|monat|mois|mes|maand|mese|mês)\b|/ ?(?:month"
        r"|mo|monat|mois|mes)\b|\bmonthly\b|\bmonatlich|\bmonatsgehalt|\bmensuel|\bmensual|月給")),
    ("year", re.compile(r"\b(?:per|a|pro|par|por|al|im)[ ](?:year|annum|jahr|an|année|año|jaar|anno|ano)\b"
        r"|/ ?(?:year|yr|jahr|an|año)\b|\bannual(?:ly|ized)?\b|\byearly\b|\bp\.a\.|\bjahresgehalt|\bannuel"
        r"|\bbrut annuel|\banual|\bper jaar|\bral\b|年収")),
)  # fmt: skip
_BY_SIGN = {
    "us$": "USD", "ca$": "CAD", "c$": "CAD", "a$": "AUD", "au$": "AUD", "nz$": "NZD", "s$": "SGD", "hk$": "HKD",
    "r$": "BRL",
    "€": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN", "₪": "ILS", "euro": "EUR", "euros": "EUR",
}  # fmt: skip
_DOLLARS = re.compile(r"\b(USD|CAD|AUD|NZD|SGD|HKD|MXN)\b|\b(US) dollars?\b")
# A full-time salary of a year is at least so much where the text says "salary" and no period.
_SURELY_A_YEAR = 15_000
_UP_TO = re.compile(
    r"\b(?:up to|exceed|max(?:imum)?\b[^.\n]{0,50}|as much as|at most"
    r"|bis(?: zu)?|jusqu'à|hasta|tot|fino a|até)\s?:?\s?$"
)
_LIKELY: dict[PayPeriod, tuple[float, float]] = {
    "hour": (5, 1_000), "day": (50, 5_000), "week": (100, 20_000), "month": (200, 300_000), "year": (4_000, 20_000_000),
    "": (200, 20_000_000),
}  # fmt: skip
_AROUND = 110
_MOST_AMOUNTS = 300


def pay_of(text: str) -> Pay | None:
    """Return what a posting pays, None where it does not say."""
    best: tuple[int, int, Pay] | None = None
    for match in islice(_PAY.finditer(text), _MOST_AMOUNTS):
        pay = _read(text, match)
        if pay is None:
            continue
        points = _points(text, match, pay)
        if points > 1 and (best is None or points > best[0]):
            best = (points, match.start(), pay)
    return best[2] if best else None


def _read(text: str, match: re.Match[str]) -> Pay | None:
    if _TOO_MUCH.match(text, match.end()) or text[match.end() : match.end() + 1] in ("%", "+%"):
        return None
    low, high = (_number(match["a1"] or match["b1"]), _number(match["a2"] or match["b2"] or ""))
    if low is None or low <= 0:
        return None
    second = match["a2"] or match["b2"] or ""
    if high is not None and low < 1_000 <= high and second.strip()[-1:] in "kK" and low * 1_000 <= high * 1.01:
        low *= 1_000
    if high is not None and (high < low or high > low * 5):
        high = None
    start, end = match.start(), match.start() + len(match.group().rstrip())
    is_top = high is None and bool(_UP_TO.search(folded(text[max(0, start - 64) : start])))
    return Pay(
        at_least=None if is_top else low,
        at_most=low if is_top else high,
        currency=_currency(text, match),
        period=_period(text, match, low),
        quote=Quote(text=text[start:end], start=start, end=end),
    )


def _points(text: str, match: re.Match[str], pay: Pay) -> int:
    """How much speaks for pay: words about it in the line, a range, a period, an amount that somebody earns."""
    before = folded(_line_before(text, match.start()))
    after = folded(_line_after(text, match.end()))
    points = 2 if _ABOUT_PAY.search(before) or _ABOUT_PAY.match(after.lstrip(" ,(")) else 0
    points += 1 if _ABOUT_PAY.search(after) else 0
    points += 1 if pay.at_least and pay.at_most else 0
    points += 2 if pay.period else 0
    points += 1 if not pay.period and (pay.at_least or pay.at_most or 0) >= _SURELY_A_YEAR else 0
    points -= 3 if _NOT_PAY.search(before[-60:]) or _NOT_PAY.search(after[:30]) else 0
    return points - (0 if _is_likely(pay) else 5)


def _is_likely(pay: Pay) -> bool:
    """Whether somebody is paid such an amount in such a period."""
    low, high = _LIKELY[pay.period]
    return low <= (pay.at_least or pay.at_most or 0) <= high


def _period(text: str, match: re.Match[str], low: float) -> PayPeriod:
    before, after = folded(_line_before(text, match.start())), folded(match.group() + _line_after(text, match.end()))
    near = len(match.group()) + 14
    for words in (after[:near], before, after[: near + 40]):
        found = [(hit.start(), period) for period, pattern in _PERIODS for hit in pattern.finditer(words)]
        if found:
            return (max(found) if words is before else min(found))[1]
    is_salary = re.search(r"salar|gehalt|salaire|salario|base|compensation|ote\b|pay\b", before)
    return "year" if is_salary and low >= _SURELY_A_YEAR else ""


def _currency(text: str, match: re.Match[str]) -> str:
    named = next((word for name in ("c1", "c1b", "c2", "c2b", "d0", "d1") if (word := match[name])), "").strip()
    if named.upper() in _CODES.split("|"):
        return named.upper()
    if named != "$":
        return _BY_SIGN.get(named.lower(), "")
    told = _DOLLARS.search(match.group()) or _DOLLARS.match(text[match.end() : match.end() + 12].lstrip(" ("))
    return (told[1] or "USD") if told else ""


def _number(words: str) -> float | None:
    """An amount as a number: "120k", "60.000", "1,234.50", "45 000"."""
    plain = re.sub(r"[\s'’\u00a0\u202f]", "", words)
    if not plain:
        return None
    times = 1_000 if plain[-1] in "kK" else 1
    plain = plain.rstrip("kK")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?", plain):
        cents = re.search(r"[.,](\d{2})$", plain)
        whole = plain[: cents.start()] if cents else plain
        return float(re.sub(r"[.,]", "", whole) + (f".{cents[1]}" if cents else "")) * times
    return float(plain.replace(",", ".")) * times


def _line_before(text: str, at: int) -> str:
    """The words before an amount in its line, and the line above where that ends with a colon or is short."""
    *above, own = text[max(0, at - _AROUND) : at].split("\n")
    return f"{above[-1]} {own}" if above and len(above[-1]) < 60 else own


def _line_after(text: str, at: int) -> str:
    return text[at : at + _AROUND].split("\n", 1)[0]
