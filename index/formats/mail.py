"""E-mails to documents: the letter, and each attachment that can be read."""

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from selectolax.lexbor import LexborHTMLParser

from index.formats.archives import DEEPEST
from index.formats.composing import Composer
from index.formats.contents import File, Found, Part, Refused, Unread
from index.formats.decoding import decoded
from index.formats.details import LONGEST_NAME, Details, line
from index.formats.letters import write_page, write_plain
from index.formats.reading import ReadInside, inside
from index.formats.web.pages import clean

STUB = 3
"""Times the words of a plain text, from which the page beside it is the letter and the text only points to it."""

_UNDECLARED = frozenset({"us-ascii", "ascii", "unknown-8bit"})
"""What programs declare that do not know; such letters hold what they hold."""


def read_mail(file: File, read: ReadInside) -> Iterator[Found]:
    """The letter and its attachments. Raises Refused when it holds neither."""
    message = BytesParser(policy=policy.default).parsebytes(file.content)
    assert isinstance(message, EmailMessage), "the default policy makes no other"
    composer = Composer()
    details = _details(message)
    _write(message, composer, line(details.title) or "")
    attachments = [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]
    if composer.has_text:
        yield Part("", composer.document(file, details))
    elif not attachments:
        raise Refused("The e-mail holds no text that could be quoted.")
    for number, part in enumerate(attachments, start=1):
        yield from _attachment(file, number, part, read)


def _details(message: EmailMessage) -> Details:
    sent = message["date"].datetime if message["date"] else None
    sender = message["from"].addresses[:1] if message["from"] else ()
    return Details(
        title=line(str(message["subject"] or "")),
        publisher=next((line(one.display_name or one.addr_spec, LONGEST_NAME) for one in sender), None),
        date=sent.date().isoformat() if sent else None,
        date_origin="header" if sent else None,
    )


def _write(message: EmailMessage, composer: Composer, subject: str) -> None:
    """The letter: its plain text, else its HTML, and that as well where the text is only a stub."""
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    text = _text(plain) if isinstance(plain, EmailMessage) else ""
    if isinstance(page, EmailMessage):
        parsed = LexborHTMLParser(_text(page, is_page=True))
        clean(parsed)
        if parsed.body is not None and len(parsed.body.text(separator=" ").split()) > STUB * len(text.split()):
            write_page(parsed.body, composer, subject)
            return
    write_plain(text, composer, subject)


def _text(part: EmailMessage, *, is_page: bool = False) -> str:
    """The text of a part, whatever it says of its encoding."""
    content = part.get_payload(decode=True)
    charset = str(part.get_content_charset() or "")
    if not isinstance(content, bytes) or not content.strip():
        return ""
    known = None if charset in _UNDECLARED else charset
    return decoded(File("", content, known), is_page=is_page).replace("\r\n", "\n")


def _attachment(file: File, number: int, part: EmailMessage, read: ReadInside) -> Iterator[Found]:
    name = line(part.get_filename(), LONGEST_NAME) or f"attachment {number}"
    name = name.replace("/", "-").replace("\\", "-")
    if part.get_content_maintype() in {"image", "audio", "video"}:
        return
    if file.depth >= DEEPEST:
        yield Unread(name, "The attachment lies too deep in other files.")
        return
    yield from inside(name, File(name, _content(part), depth=file.depth + 1, step=file.step), read)


def _content(part: EmailMessage) -> bytes:
    """The bytes of an attachment; a letter that is attached whole is a part of its own."""
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        return content
    letters = part.get_payload() if part.get_content_maintype() == "message" else None
    inner = letters[0] if isinstance(letters, list) and letters else part
    return inner.as_bytes() if isinstance(inner, EmailMessage) else part.as_bytes()
