"""Each format gives its text, its headings and what it says of itself, and nothing that people do not see."""

import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.characters import visible
from index.formats.contents import Refused
from tests.index.formats import building
from tests.index.formats.building import blocks, contents, document, quotable

PAGE = """<!doctype html><html lang="en-GB"><head><title>Kim meets Putin | Island Times</title>
<link rel=canonical href="https://example.org/2024/04/13/kim"><meta name=keywords content="Korea, Russia">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Kim meets Putin",
"datePublished":"2024-04-13T10:00:00Z","publisher":{"name":"Island Times"}}]}</script></head><body>
<header><a href="/">HIDDEN</a><nav><a>HIDDEN</a></nav></header><div class="cookie-banner">HIDDEN</div>
<main><article><h1>Kim meets Putin</h1><p>By Ann Writer</p><p>Mr Kim <b>traveled</b> to
<a href=x>Russia</a>.<span style="display: none">HIDDEN</span><!-- HIDDEN --><script>HIDDEN</script></p>
<h2>Before</h2><ol><li>First<li>Second</ol><table><tr><th>Name<th>Age<tr><td>Kim<td>40</table>
<pre>a
  b</pre><dl><dt>Pact<dd>A treaty.<dt>Who met?<dd>Two men.</dl>
<div class="related-stories">HIDDEN</div><div class="ad">HIDDEN</div>
<p aria-hidden="true">HIDDEN</p><p hidden>HIDDEN</p><template>HIDDEN</template></article></main>
<section id="comments"><p>HIDDEN comment</p></section><footer>HIDDEN</footer></body></html>"""


def test_a_web_page_is_its_main_text() -> None:
    found = document("kim.html", PAGE.encode())
    assert (found.title, found.publisher, found.language) == ("Kim meets Putin", "Island Times", "en-GB")
    assert (found.date, found.date_origin) == ("2024-04-13", "metadata")
    assert (found.url, found.tags) == ("https://example.org/2024/04/13/kim", ("Korea", "Russia"))
    assert "HIDDEN" not in found.text
    assert blocks(found) == [
        "Mr Kim traveled to Russia.",
        "1. First",
        "2. Second",
        "Name: Kim; Age: 40",
        "a\n  b",
        "Pact: A treaty.",
        "Who met? Two men.",
    ]
    assert found.sections[-1].heading == "Before"


@pytest.mark.parametrize(
    ("head", "date", "origin"),
    [
        ('<meta property="article:published_time" content="2024-04-13T08:00">', "2024-04-13", "metadata"),
        ('<meta name="citation_publication_date" content="2024/04">', "2024-04", "metadata"),
        ('<meta name="DC.date" content="2024">', "2024", "metadata"),
        ('<link rel="canonical" href="https://example.org/2024/04/a">', "2024-04", "address"),
        ("", None, None),
    ],
)
def test_a_page_dates_itself_no_closer_than_it_says(head: str, date: str | None, origin: str | None) -> None:
    found = document("a.html", f"<html><head>{head}</head><body><p>Some words.</p></body></html>".encode())
    assert (found.date, found.date_origin) == (date, origin)


def test_a_page_without_marks_is_read_whole() -> None:
    assert blocks(document("a.html", b"<p>One.<p>Two.<div>Three<br>lines</div>")) == ["One.", "Two.", "Three\nlines"]


def test_markdown_is_read_without_its_marks() -> None:
    source = b"---\ntitle: Camp\ndate: 2024-04\npublisher: Club\ntags: [a, b]\nurl: https://example.org/\n---\n"
    source += b"# Camp\n\nIt *begins*&#x200b; [soon](x).\n\n## Cost\n\n- Tent\n- Food\n\n|A|B|\n|-|-|\n|1|2|\n"
    found = document("a.md", source)
    assert (found.title, found.publisher, found.date, found.date_origin) == ("Camp", "Club", "2024-04", "front matter")
    assert (found.tags, found.url) == (("a", "b"), "https://example.org/")
    assert quotable(found) == ["It begins soon.", "- Tent\n- Food\n\nA: 1; B: 2"]


def test_word_shows_what_word_shows() -> None:
    found = document("a.docx", building.word("The Plan of 2024"))
    assert found.title == "The Plan of 2024"
    assert found.date is None, "the library's template is no date"
    assert quotable(found) == [
        "It begins in spring.",
        "- Tents\n\nName: Tent; Price: 40\n\nName: Mat; Price: 5\n\nSeen.",
    ]
    assert found.sections[1].heading == "Costs"


def test_a_slide_is_a_page() -> None:
    found = document("a.pptx", building.slides())
    assert [(section.page, section.heading) for section in found.sections] == [(1, ""), (2, "Dates")]
    assert quotable(found) == ["First point\n\nSecond point", "We meet in May.\n\nSay it twice."]
    assert (found.title, found.pages) == ("Welcome", 3)
    assert found.date is None, "the library's template is no date"


def test_a_row_can_be_understood_alone() -> None:
    expected = ["Name: Kim; Born: 1984; Score: 2", "Name: Lee; Score: 2.5"]
    assert blocks(document("a.xlsx", building.workbook())) == expected
    assert blocks(document("a.csv", b"Name;Born;Score\nKim;1984;2\nLee;;2.5\n")) == expected
    assert blocks(document("a.tsv", b"Name\tBorn\tScore\nKim\t1984\t2\nLee\t\t2.5\n")) == expected
    assert blocks(document("a.csv", b'"a, b",1\n"c ""d""",2\n')) == ["a, b: 1", 'c "d": 2']


def test_a_book_is_its_chapters() -> None:
    found = document("a.epub", building.epub())
    assert (found.title, found.publisher, found.date, found.language) == ("The Book", "House", "1999", "en")
    assert found.tags == ("night",)
    assert blocks(found) == ["It was dark."]


def test_a_book_that_lacks_a_chapter_is_read_without_it() -> None:
    with zipfile.ZipFile(io.BytesIO(building.epub())) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
        package = archive.read("O/c.opf").replace(b"</spine>", b'<itemref idref="b"/></spine>')
    members["O/c.opf"] = package.replace(b"<manifest>", b'<manifest><item id="b" href="gone.xhtml"/>')
    assert blocks(document("a.epub", building.zipped(members))) == ["It was dark."]


def test_restructured_text_pulls_in_nothing() -> None:
    source = b":date: 2024-03\n\nCamp\n====\n\nIt *begins*\nsoon.\n\n.. HIDDEN\n\nCost\n----\n\n- Tent\n\n1. One\n\n"
    source += b"term\n  What it is\n\n"
    source += b".. include:: /etc/passwd\n\n.. raw:: html\n\n   HIDDEN\n\n.. note:: Be careful.\n\n"
    source += b"== ==\nA  B\n== ==\n1  2\n== ==\n"
    found = document("a.rst", source)
    assert (found.title, found.date) == ("Camp", "2024-03")
    assert blocks(found) == ["It begins soon.", "- Tent", "1. One", "term: What it is", "Be careful.", "A: 1; B: 2"]


def test_each_record_is_a_document() -> None:
    records = [
        {"id": "a/1", "title": "One", "date": "2024-01-02", "text": "Body.", "meta": {"city": "Paris", "tags": ["x"]}},
        {"id": "b", "question": "Why?", "answer": "Because.", "count": 3, "ok": True, "none": None},
    ]
    for name, content in (
        ("a.json", json.dumps(records)),
        ("a.json", json.dumps({"articles": records})),
        ("a.jsonl", "\n".join(map(json.dumps, records))),
    ):
        found = contents(name, content.encode()).parts
        assert [part.name for part in found] == ["a-1", "b"]
        assert blocks(found[0].document) == ["Body.", "meta city: Paris", "meta tags: x"]
        assert blocks(found[1].document) == ["Why?", "Because.", "count: 3", "ok: yes"]
        assert (found[0].document.title, found[0].document.date) == ("One", "2024-01-02")
    assert blocks(document("a.json", b'{"motto": "Be kind."}')) == ["motto: Be kind."]


def test_a_letter_is_read_with_its_attachments() -> None:
    made = building.letter()
    made.add_attachment(building.word(), maintype="application", subtype="x", filename="../plan.docx")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="x.png")
    found = contents("a.eml", made.as_bytes())
    assert [part.name for part in found.parts] == ["", "..-plan.docx"]
    letter = found.parts[0].document
    assert (letter.title, letter.publisher, letter.date) == ("Über us", "Ann Ö", "2024-04-13")
    assert blocks(letter) == ["Dear all,", "We meet on Monday."]
    assert "SIGNATURE" not in letter.text


def test_cues_become_sentences() -> None:
    vtt = b"WEBVTT\n\nNOTE HIDDEN\n\n"
    vtt += b"00:01.000 --> 00:02.000\n<v Ann>We <i>met</i>\n\n00:02.000 --> 00:03.000\nin May.\n\n"
    vtt += b"00:09.000 --> 00:10.000\n<v Bob>Yes &amp; no.\n"
    assert blocks(document("a.vtt", vtt)) == ["Ann: We met in May.", "Bob: Yes & no."]
    srt = b"1\n00:00:01,000 --> 00:00:02,000\n{\\an8}We met\n\n2\n00:00:02,000 --> 00:00:03,000\nWe met\nin May.\n"
    assert blocks(document("a.srt", srt)) == ["We met in May."]


def test_each_voice_of_a_cue_speaks_for_itself() -> None:
    cue = "WEBVTT\n\n00:08.000 --> 00:09.000\n"
    for said in ("<v Ann>Agreed.</v>\n<v Bob &amp; Co>Great.</v>", "<v.loud Ann>Agreed.</v> <v Bob &amp; Co>Great.\n"):
        found = document("a.vtt", f"{cue}{said}\n\n00:09.000 --> 00:10.000\nWe begin.\n".encode())
        assert blocks(found) == ["Ann: Agreed.", "Bob & Co: Great. We begin."]


def test_members_of_an_archive_keep_to_themselves() -> None:
    found = contents(
        "a.zip",
        building.zipped(
            {
                "docs/a.txt": "Some words here.",
                "docs/inner.zip": building.zipped({"b.md": "# B\n\nMore words."}),
                "../evil.txt": "x",
                "/etc/evil.txt": "x",
                "c:\\evil.txt": "x",
                "empty.txt": "",
                "x.png": "x",
                "__MACOSX/docs/a.txt": "x",
                "docs/Thumbs.db": "x",
                ".hidden.txt": "x",
            }
        ),
    )
    assert [part.name for part in found.parts] == ["docs/a.txt", "docs/inner.zip/b.md"]
    assert {refused.name for refused in found.unread} == {
        "../evil.txt",
        "/etc/evil.txt",
        "c:/evil.txt",
        "empty.txt",
        "x.png",
    }


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        ("Satzung fu\u0308r alle.txt", "Satzung f\u00fcr alle.txt"),
        ("notes\\2024\\a.txt", "notes/2024/a.txt"),
        ("Minutes 12:30.txt", "Minutes 12:30.txt"),
        ("Q: where.txt", "Q: where.txt"),
    ],
)
def test_names_in_archives_are_read_whatever_system_packed_them(packed: str, name: str) -> None:
    found = contents("a.zip", building.zipped({packed: "Some words here.", "b.txt": "Words."}))
    assert [part.name for part in found.parts] == [name, "b.txt"]


def test_a_name_in_utf8_needs_no_flag() -> None:
    archive = building.zipped({"Gebxxhr.txt": "Some words here."}).replace(b"Gebxxhr", "Gebühr".encode())
    assert [part.name for part in contents("a.zip", archive).parts] == ["Gebühr.txt"]


@pytest.mark.parametrize(
    "name", ["..\\evil.txt", "c:\\evil.txt", "c:evil.txt", "\\\\host\\evil.txt", "a/..\\..\\evil.txt"]
)
def test_no_name_leads_out_of_an_archive(name: str) -> None:
    (refused,) = contents("a.zip", building.zipped({name: "x"})).unread
    assert "leads out" in refused.reason


def test_archives_are_opened_two_deep() -> None:
    packed = building.zipped({"a.txt": "Words."})
    for _ in range(3):
        packed = building.zipped({"a.zip": packed})
    (refused,) = contents("a.zip", packed).unread
    assert "no deeper" in refused.reason


NAMES = ["a.txt", "a.md", "a.html", "a.csv", "a.rst", "a.json", "a.jsonl", "a.eml", "a.vtt", "a.srt"]


@given(st.sampled_from(NAMES), st.text(max_size=200))
def test_any_text_is_read_or_refused_and_nothing_invisible_gets_in(name: str, text: str) -> None:
    try:
        found = contents(name, text.encode("utf-8", "replace"))
    except Refused:
        return
    for part in found.parts:
        assert visible(part.document.text) == part.document.text
        assert part.document.title
        ends = [0, *(end for section in part.document.sections for end in (section.span.start, section.span.end))]
        assert ends == sorted(ends)
        assert ends[-1] <= len(part.document.text)
