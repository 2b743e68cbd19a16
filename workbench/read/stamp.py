"""Bylines and date lines told from prose by what they are made of.

What is here: whether a short line holds nothing but a date, nothing but names, or a byline with a date behind it. What
day a date line means is left to ``dating.py``; the names in a byline are read by ``masthead.py``.
"""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_LABELS = (
    "published publish posted post updated update modified created issued filed revised edited last first originally"
    " date released"
)
_FILLERS = (
    "on at as of the noon midnight am pm a.m p.m et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst ist cet cest"
    " kst jst sgt hkt aest aedt msk eet eest wib z local time eastern pacific central ago hour hours hr hrs minute"
    " minutes min mins day days today yesterday and"
)
_ALLOWED = re.compile(
    rf"(?:{_MONTH}|{_DAY}|{'|'.join(re.escape(word) for word in (_LABELS + ' ' + _FILLERS).split())}"
    r"|\d{1,4}(?:st|nd|rd|th)?(?:[ap]\.?m)?|\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[ap]\.?m)?|\d{4}-\d{2}-\d{2}t[\d:.]+z?|[ap]\.m)",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[^\s,;|/()\[\]•·@–—+-]+")
_DATE = re.compile(
    rf"\b{_MONTH}\.?\s+\d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\.?\s+{_MONTH}\b|\b{_MONTH}\.?,?\s+\d{{4}}\b"
    r"|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b",
    re.IGNORECASE,
)
_LABEL = re.compile(rf"^\W{{0,3}}(?:{'|'.join(_LABELS.split())})\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b\d{1,2}(?::\d{2})?\s?[ap]\.?m\b|\b\d{1,2}[:.]\d{2}\b|\bnoon\b|\bmidnight\b|\bago\b|\btoday\b|\byesterday\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\W{0,3}(?:(?:story|article|report|post(?:ed)?|written|reported|words|text|analysis|opinion|review(?:ed)?|published|submitted|column|essay)\s+)?"
    r"by\b[:\s\u00a0]*|^\W{0,3}(?:authors?|writers?|reporters?|correspondents?)\s*:\s*",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    (
        "and of for the de da di del della van von der den la le el al bin ibn dos du in at with y e & to san agency"
        " agencies report reports wires"
    ).split()
)
_TITLES = frozenset(
    "staff writer reporter correspondent editor contributor columnist senior special chief news political".split()
)


#: Words of the names of papers, stations and agencies; a line with one of them is no person's name.
OUTLET_WORDS = re.compile(
    r"\b(?:times|post|herald|news|newspaper|gazette|tribune|ledger|courier|star|chronicle|observer|monitor|wire|agency|press|broadcast(?:ing|er)"
    r"|radio|tv|television|daily|weekly|review|telegraph|mail|express|globe|examiner|inquirer|sentinel|dispatch|argus|bulletin|digest|network"
    r"|media|journal|live|desk|service|online|magazine|today|dagblad|zeitung|inform|report|reports|briefing|pulse|channel"
    r"|canal|noticias|diario|tribuna|gaceta|correo|prensa|jornal|correio|corriere|gazzetta|giornale|\w{1,12}tv\d?)\b",
    re.IGNORECASE,
)
#: A public body by its full name, which may stand where a paper has its own: "Ministry of Mines", "Harbour Authority".
_BODY = re.compile(
    r"(?:the )?(?:(?:ministry|department|office|bureau|directorate|secretariat) (?:of|for)\b.*"
    r"|(?:[\w.-]+ ){1,3}(?:ministry|court|commission|authority|directorate|secretariat|council))",
    re.IGNORECASE,
)
#: Small words inside a name: "La Gaceta del Sur", "Office of the Mayor".
_LINKS = frozenset("of the and & for del de la las los le les des du di da do e y".split())
#: A bar, a dot or a dash with space around it, or a comma, ends the name at the head of a line.
_NAME_END = re.compile(r"\s[|·•–—]\s|,\s")


def head_name(shown: str) -> str:
    """What a line has before its first bar, dot, dash or comma: "Lowland Notes" of "Lowland Notes | May 3, 2031"."""
    return _NAME_END.split(shown)[0]


def publisher(name: str) -> bool:
    """Whether a few capitalised words are the name of a paper, a station or a public body."""
    words = re.findall(r"[^\W_]\S*", name)
    capital = all(word[0].isupper() or word[0].isdigit() or word.lower() in _LINKS for word in words)
    odd = re.search(r"[:;!?@]|\d{3}", name)
    return capital and not odd and 2 <= len(words) <= 6 and bool(OUTLET_WORDS.search(name) or _BODY.fullmatch(name))


def date_line(shown: str) -> str | None:
    """``labelled`` for "Updated May 3 @ 4pm", ``date`` for a bare date, ``clock`` for a bare time, else missing."""
    if len(shown) > 160:
        return None
    shown = re.sub(r"\(\w+ (?:time|date)\)", "", shown)
    pieces = [piece.strip(".:'’\"") for piece in _PIECE.findall(shown)]
    if not pieces or not all(_ALLOWED.fullmatch(piece) or not piece for piece in pieces):
        return None
    labelled = bool(_LABEL.match(shown))
    if _DATE.search(shown):
        return "labelled" if labelled else "date"
    if _CLOCK.search(shown):
        return "labelled" if labelled else "clock"
    return None


def starts_with_stamp(shown: str) -> bool:
    """Whether the line opens with "Updated at 7:05 p.m.", "20:15 -" or the like: the head of a live file's entry."""
    head = shown[:60]
    clock = re.match(r"\W{0,3}\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?)?", head)
    opens = bool(clock) and bool(_CLOCK.match(head.lstrip("•*-–— [("))) and len(shown) < 160
    return opens or (bool(_LABEL.match(head)) and bool(_CLOCK.search(head) or _DATE.search(head)))


def header_date(shown: str) -> bool:
    """Whether one piece of a line cut by bars or dots is a date: "Lowland Notes · May 3, 2031 · 4 minutes"."""
    if re.match(rf"(?:{_DATE.pattern})(?:,? \d{{4}})? by [A-Z]", shown, re.IGNORECASE) and len(shown) <= 80:
        return True
    pieces = [piece.strip() for piece in re.split(r"\s[|·•–—]\s", shown)]
    return (
        2 <= len(pieces) <= 6
        and len(shown) <= 160
        and any(date_line(piece) in {"labelled", "date"} for piece in pieces)
    )


def people(shown: str) -> int:
    """How many names the line lists when it holds names only ("Ann Lee (now) and Bo Dahl"); 0 when it does not."""
    plain = re.sub(r"\([^()]{1,20}\)", "", shown.replace("\u00a0", " "))
    names = [name.strip(" ,") for name in re.split(r",\s*(?:and|&)\s|\sand\s|\s&\s|,\s", plain)]
    names = [name for name in names if name]
    return len(names) if names and all(names_only(name) for name in names) else 0


def names_only(shown: str, *, most: int = 4) -> bool:
    """Whether the line is one name: two to ``most`` capitalised words, initials and particles among them."""
    words = shown.replace("\u00a0", " ").split()
    plain = [word.strip(".,’'\"") for word in words]
    capital = [word for word in plain if word[:1].isupper() and not word[1:].isdigit()]
    if OUTLET_WORDS.search(shown):
        return False
    return (
        2 <= len(words) <= most
        and len(capital) >= 2
        and all(word[:1].isupper() or word.lower() in _PARTICLES for word in plain)
        and not re.search(r"[\d:;!?|/@]", shown)
    )


def byline(shown: str) -> bool:
    """Whether the line is a byline: "By" and after it capitalised words, roles and small linking words only."""
    found = _BY.match(shown)
    if not found or len(shown) > 220:
        return False
    words = [word.strip(".,;:’'\"()|•·—–@") for word in shown[found.end() :].replace("\u00a0", " ").split()]
    words = [word for word in words if word]
    if not words or not any(word[0].isupper() for word in words) or shown.rstrip().endswith(("?", "!")):
        return False
    odd = sum(1 for w in words if not w[0].isupper() and w.lower() not in _PARTICLES | _TITLES and not _is_handle(w))
    return odd == 0 and words[0][0].isupper()


def _is_handle(word: str) -> bool:
    return "@" in word or "." in word


def byline_then_date(shown: str) -> int | None:
    """Where in a line "By Ann Lee | May 3, 2031" the date begins; missing when the line is not of that kind."""
    if len(shown) > 220 or not (_DATE.search(shown) or _LABEL.search(shown)):
        return None
    for found in re.finditer(r"(?<=[\s,|•·—–-])(?=\w)", shown):
        at = found.start()
        head = shown[:at].rstrip(" \u00a0\t,|•·—–-")
        rest = re.split(r"\s[|·•–—]\s", shown[at:])[0]
        if date_line(rest) in {"labelled", "date"} and (byline(head) or names_only(head)):
            return at
    return None


def after_by(shown: str) -> int:
    """Where the names begin behind "By" and its like; 0 when the line does not begin so."""
    found = _BY.match(shown)
    return found.end() if found else 0
