"""Subtitles (.vtt, .srt) to `Document`: cues joined to paragraphs of whole sentences; the times are left out."""

import html
import io
import re
from collections.abc import Iterator

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from index.documents import Document
from index.formats.composing import Composer
from index.formats.contents import File, Refused
from index.formats.decoding import decode
from index.formats.details import Details

PAUSE = 2.0
"""Seconds of silence after which a sentence's end is a paragraph's end."""

LONG = 500
"""Characters after which the next sentence's end is a paragraph's end."""

_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,100}\}")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100})?\s+([^>\n]{1,200})>")
_ENDS = re.compile(r"[.!?…。！？।][\"'”’)\]]*$")


def read_subtitles(file: File) -> Document:
    """Read subtitles. Raises Refused."""
    text = decode(file)
    kind = "vtt" if text.startswith("WEBVTT") else "srt"
    try:
        captions = webvtt.from_buffer(io.StringIO(text), format=kind).captions
    except (MalformedFileError, MalformedCaptionError, ValueError) as error:
        raise Refused("The file is damaged: it is not subtitles.") from error
    composer = Composer()
    for paragraph in _paragraphs(captions):
        composer.block(paragraph)
    return composer.document(file, Details())


def _paragraphs(captions: list[webvtt.Caption]) -> Iterator[str]:
    said: list[str] = []
    speaker, last_line, end = "", "", 0.0
    for caption in captions:
        start = float(caption.start_in_seconds)
        for voice, line in _lines(caption.raw_text):
            text = " ".join(said)
            is_new_speaker = bool(voice) and voice != speaker
            if said and (is_new_speaker or (_ENDS.search(text) and (start - end > PAUSE or len(text) > LONG))):
                yield text
                said = []
            if is_new_speaker:
                speaker = voice
                said.append(f"{speaker}:")
            if is_new_speaker or line != last_line:  # captions that roll up repeat the line before
                said.append(line)
            last_line, end = line, max(start, end)
        end = float(caption.end_in_seconds)
    if said:
        yield " ".join(said)


def _lines(raw: str) -> Iterator[tuple[str, str]]:
    """The lines of a cue, each with the voice that begins it; empty where the one before goes on."""
    for line in _VOICE.sub(r"\n\g<0>", raw).split("\n"):
        voice = _VOICE.match(line)
        text = html.unescape(_TAG.sub("", line)).strip()
        if text:
            yield (" ".join(html.unescape(voice[1]).split()) if voice else "", text)
