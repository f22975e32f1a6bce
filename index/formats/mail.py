"""E-mails to documents: the letter, and each attachment that can be read."""

from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from selectolax.lexbor import LexborHTMLParser

from index.formats.archives import DEEPEST
from index.formats.composing import Composer
from index.formats.contents import File, Found, Part, Refused, Unread
from index.formats.details import LONGEST_NAME, Details, line
from index.formats.furniture import is_navigation
from index.formats.markup import write
from index.formats.reading import ReadInside, inside
from index.formats.webpages import clean

_SIGNATURE = "-- "
"""The line that parts a letter from the card of its writer."""


def read_mail(file: File, read: ReadInside) -> Iterator[Found]:
    """The letter and its attachments. Raises Refused when it holds neither."""
    message = BytesParser(policy=policy.default).parsebytes(file.content)
    assert isinstance(message, EmailMessage), "the default policy makes no other"
    composer = Composer()
    _write(message, composer)
    attachments = [part for part in message.iter_attachments() if isinstance(part, EmailMessage)]
    if composer.has_text:
        yield Part("", composer.document(file, _details(message)))
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


def _write(message: EmailMessage, composer: Composer) -> None:
    """The letter: its plain text, else its HTML. What it quotes of others is kept, but not quoted again."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return
    text = body.get_content()
    if body.get_content_subtype() == "html":
        page = LexborHTMLParser(text)
        clean(page)
        if page.body is not None:
            write(page.body, composer, is_navigation)
        return
    own = text.replace("\r\n", "\n").split(f"\n{_SIGNATURE}\n", 1)[0]
    for paragraph in own.split("\n\n"):
        composer.block(paragraph, quotable=not paragraph.lstrip().startswith(">"))


def _attachment(file: File, number: int, part: EmailMessage, read: ReadInside) -> Iterator[Found]:
    name = line(part.get_filename(), LONGEST_NAME) or f"attachment {number}"
    name = name.replace("/", "-").replace("\\", "-")
    if part.get_content_maintype() in {"image", "audio", "video"}:
        return
    if file.depth >= DEEPEST:
        yield Unread(name, "The attachment lies too deep in other files.")
        return
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        content = part.as_bytes()
    yield from inside(name, File(name, content, depth=file.depth + 1), read)
