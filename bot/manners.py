"""What is no question, or none that can be understood here: each is met with a short and kind word."""

import re

from bot.rendering.cards import Card
from bot.rendering.escaping import one_line
from bot.rendering.notices import notice_card, trouble_card
from bot.rendering.words import Words
from index import is_latin

MOST_CHARACTERS = 1000
"""Nobody asks longer; pasted articles are no questions."""

_RUDE = re.compile(
    r"\b(?:fuck\w*|shit\w*|bitch\w*|asshole\w*|cunt\w*|idiot\w*|moron\w*|stupid|dumb|shut up|screw you|kill yourself"
    r"|arschloch|schei(?:ss|ß)e?\w*|halt die klappe|dumm\w*|trottel)\b",
    re.IGNORECASE,
)
"""Words that, in a question that no document answers, are meant for the bot."""


def _nothing_but(words: str, beside: str) -> re.Pattern[str]:
    """A message of these words alone, and of those that are only said `beside` them."""
    return re.compile(rf"(?=.*\b(?:{words})\b)\W*(?:(?:{words}|{beside})\b\W*)+", re.IGNORECASE)


_GREETING = _nothing_but(
    r"hi|hello|hey|hiya|yo|good (?:morning|afternoon|evening|day)|hallo|moin|servus|guten (?:morgen|tag|abend)",
    beside=r"there|all|everyone|bot",
)
_THANKS = _nothing_but(
    r"ok|okay|cool|great|nice|perfect|awesome|thanks|thank you|thx|ty|tysm|cheers|danke|dankeschön|vielen dank|super"
    r"|good bot",
    beside=r"ah|oh|(?:so|very) much|a lot|again|bot",
)

_ENGLISH = frozenset(
    (
        "the of are did does what when where who whom whose why how which and has have had with from this that there "
        "it they he she his her their can could will would should you my your about into if many much"
    ).split()
)
"""Function words that the languages below do not share."""

_OTHERS = frozenset(
    (
        "wann wer wie wo warum wieso was welche welcher welches ist war sind hat haben wird der die das den dem ein "
        "eine einen und oder mit von zu auf für nicht im "
        "quand qui où pourquoi comment combien quel quelle est sont était a-t le la les des du une un et avec pour "
        "dans cuándo cuando quién quien dónde donde qué por cómo como cuánto cuántos cuál es son fue el los las una y "
        "con para quando chi dove perché perche che quanto quanti quale è il lo gli di della nel per sono stato "
        "quem onde porque o os as foi são um uma não em "
        "wanneer wie waar waarom hoe hoeveel welke het een van zijn werd heeft "
        "kiedy kto gdzie dlaczego jak ile jest są był czy w z na "
        "när vem var varför hur vad är och en ett hvornår hvem hvor hvorfor hvordan hvad er og et "
        "ne zaman nerede neden nasıl kaç bu bir ve kdy kdo kde proč jak kolik je"
    ).split()
)
"""Question words, articles and their like of German, French, Spanish, Italian, Portuguese, Dutch, Polish, the
Scandinavian languages, Turkish and Czech: two of them and no English one make a question foreign."""

_A_SENTENCE = 4
"""Words."""


def trouble(words: Words, text: str, *, is_first: bool) -> Card | None:
    """A word for what is no question; None for what is one. In a conversation one word may be enough."""
    said = one_line(text)
    if not any(map(str.isalnum, said)):
        return trouble_card(words, "ask.something")
    if _GREETING.fullmatch(said):
        return trouble_card(words, "ask.something")
    if _THANKS.fullmatch(said):
        return notice_card(words, "ask.thanks")
    if len(text) > MOST_CHARACTERS:
        return trouble_card(words, "ask.too_long", n=len(text), most=MOST_CHARACTERS)
    # Scripts without spaces between words, such as Chinese, may ask much in what looks like one.
    if is_first and " " not in said and said.isascii():
        return trouble_card(words, "ask.one_word", example=words("ask.example"))
    return None


def is_rude(text: str) -> bool:
    """Whether a question that no document answers was none, but meant for the bot."""
    return bool(_RUDE.search(text))


def is_foreign(text: str) -> bool:
    """Whether a question is plainly in another language than English, which the bundled models read."""
    if not is_latin(text):
        return True
    written = re.findall(r"[\w-]+", text)
    said = set(map(str.casefold, written))
    # English writes letters beyond ASCII in names, hardly ever in small words.
    has_marks = len(written) >= _A_SENTENCE and any(word[0].islower() and not word.isascii() for word in written)
    return not said & _ENGLISH and (len(said & _OTHERS) > 1 or has_marks)
