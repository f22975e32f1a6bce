"""Ways to write the same word brought to one: British and American spellings, numbers with and without commas."""

import re

_OUR = (
    "arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|sav|savi"
    "|splend|succ|tum|val|vap|vig"
)
_RE = "cent|theat|met|lit|fib|calib|sab|spect|lust|meag|somb|och|mit|goit"
_NEVER_Z = (
    "prom|compr|adv|rev|dev|surpr|exerc|superv|telev|improv|disgu|desp|pra|appra|cru|bru|enterpr|advert|franch|prec"
    "|conc|exc|circumc|prem|expert|parad|treat|chast|merchand|likew|otherw|clockw|torto"
)
_RULES = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (rf"^((?:dis|un|mis|re|multi|tri|water)?(?:{_OUR}))our", r"\1or"),
        (rf"({_RE})re(?=s?$)", r"\1er"),
        (rf"({_RE})red$", r"\1ered"),
        (r"^practis(?=e|ing)", "practic"),
        (rf"^(?!\w*(?:{_NEVER_Z})is)(\w{{3,}}?)is(?=(?:e|es|ed|er|ers|ing|able|ations?|ational)$)", r"\1iz"),
        (r"(anal|paral|catal)ys(?=(?:e|es|ed|er|ers|ing)$)", r"\1yz"),
        (r"^(un)?(lic|def|off|pret)enc(?=e)", r"\1\2ens"),
        (r"(catal|dial|anal|monol|epil|prol)og(?:ue(?=s?$)|u(?=(?:ed|ing)$))", r"\1og"),
        (r"^programme(?=s?$)", "program"),
    )
)
_MAY_VARY = re.compile(r"our|re[sd]?$|is[eia]|ys[ei]|ence|ogu[ei]|programme")
"""What a word has that a rule may change; nearly all words have nothing of it."""

_BEGINNINGS = dict(
    pair.split()
    for pair in (
        "grey gray, plough plow, mould mold, moustache mustache, pyjama pajama, aluminium aluminum, "
        "jewellery jewelry, jeweller jeweler, aeroplane airplane, sceptic skeptic, kerb curb, cosy cozy, cosi cozi, "
        "doughnut donut, enquir inquir, judgement judgment, acknowledgement acknowledgment, artefact artifact, "
        "manoeuvre maneuver, skilful skillful, paediatr pediatr, orthopaed orthoped, anaesth anesth, anaemi anemi, "
        "leukaemi leukemi, haemo hemo, gynaecolog gynecolog, archaeolog archeolog, encyclopaed encycloped, "
        "foetus fetus, oestrogen estrogen, diarrhoea diarrhea"
    ).split(", ")
)
_BEGINNING = re.compile("|".join(_BEGINNINGS))
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_VERSION = re.compile(r"v?(\d+\.\d+)(?:\.0)?|v(\d+(?:\.\d+)+)")


def one_form(word: str) -> str:
    """A word in lower case as it is spelt in America, a number without commas, a version without "v" or a last ".0"."""
    if word[0].isdigit() or word[1:2].isdigit():
        version = _VERSION.fullmatch(word)
        return (version[1] or version[2]) if version else word.replace(",", "") if _GROUPED.fullmatch(word) else word
    if begins := _BEGINNING.match(word):
        return f"{_BEGINNINGS[begins[0]]}{word[begins.end() :]}"
    if not _MAY_VARY.search(word):
        return word
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word
