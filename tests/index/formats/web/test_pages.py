"""Of a web page its text is kept, whatever its parts are called, and what stands around the text is not."""

import pytest

from index.formats.contents import Refused
from tests.index.formats.building import blocks, document, epub

TEXT = "<p>The fee is 45 pounds a year, and members who have paid it may borrow every game of the club.</p>"


def read(body: str) -> list[str]:
    return blocks(document("a.html", f"<!doctype html><title>Club</title><body>{body}".encode()))


@pytest.mark.parametrize(
    "around",
    [
        "<div class='layout with-sidebar'>{}</div>",
        "<div class='content-area hasSidebar'>{}</div>",
        "<div class='sidebar'>{}</div>",
        "<form id=aspnetForm>{}</form>",
        "<section id=cookies><h2>Cookies</h2>{}</section>",
        "<section class='comments'><div class=comment>{}</div></section>",
        "<div class=hero-banner>{}</div>",
        "<aside>{}</aside>",
    ],
)
def test_what_holds_a_page_is_no_furniture(around: str) -> None:
    assert TEXT[3:-4] in read(around.format(TEXT))


@pytest.mark.parametrize(
    "part",
    [
        "<section class=menu><ul><li>Kept</ul></section>",
        "<ul class=ads><li>Kept</ul>",
        "<div class=classified-ads>Kept</div>",
        "<div class=event-promo>Kept</div>",
        "<div class='note banner'>Kept</div>",
        "<section id=subscribe><h2>Subscribe</h2><p>Kept</section>",
        "<aside class=warning>Kept</aside>",
        "<aside class='portable-infobox'>Kept</aside>",
        "<main><aside>Kept</aside>{}</main>",
        "<main><header><h2>Costs</h2></header>Kept{}</main>",
        "<h3><button>Kept?</button></h3><p>Kept",
        "<button>Kept</button><div><button class=accordion>Kept?</button></div>",
        "<blockquote>x<footer>Kept</footer></blockquote>",
        "<p>These:</p><ul><li><a href=a>Kept</a><li><a href=b>Kept</a><li><a href=c>Kept</a></ul>",
        "<main>{}<h2>Drops</h2><ul><li><a href=a>Kept</a><li><a href=b>Kept</a><li><a href=c>Kept</a></ul></main>",
    ],
)
def test_what_only_sounds_like_furniture_is_read(part: str) -> None:
    assert any("Kept" in block for block in read(part.replace("{}", TEXT) + TEXT))


@pytest.mark.parametrize(
    "part",
    [
        "<div class=site-footer>Gone</div>",
        "<div class=siteFooter>Gone</div>",
        "<div id=left_sidebar>Gone</div>",
        "<div class='sidebar-wrapper'>Gone</div>",
        "<div class=cookie-notice>Gone</div>",
        "<div class=post-comments>Gone</div>",
        "<div class=newsletter-form>Gone</div>",
        "<div class=ad>Gone</div>",
        "<div class=top-banner>Gone</div>",
        "<div class=main-menu><a href=x>Gone</a></div>",
        "<div role=search>Gone</div>",
        "<aside>Gone</aside>",
        "<form>Gone</form>",
        "<button>Gone</button>",
        "<ul><li><a href=a>Gone</a><li><a href=b>Gone</a><li><a href=c>Gone</a></ul>",
        "<main><p>See:</p><ul><li><a href=#a>Gone</a><li><a href=#b>Gone</a><li><a href=#c>Gone</a></ul>{}</main>",
        "<main>{}<h3>Related articles</h3><ul><li><a>Gone</a><li><a>Gone</a><li><a>Gone</a></ul></main>",
        "<main>{}<aside><p><a href=x>Gone with links</a></p></aside></main>",
    ],
)
def test_what_stands_around_a_text_is_left_out(part: str) -> None:
    assert not any("Gone" in block for block in read(part.replace("{}", TEXT) + TEXT))


def test_a_page_that_is_all_furniture_is_read_after_all() -> None:
    links = "".join(f"<li><a href={name}>{name}</a>" for name in ("Hall", "Mill", "Park"))
    assert read(f"<ul>{links}</ul>") == ["- Hall", "- Mill", "- Park"]
    with pytest.raises(Refused):
        read(f"<nav><ul>{links}</ul></nav>")


def test_the_posts_of_a_thread_are_read_together() -> None:
    posts = (TEXT, "<p>No, it is 50.</p>", "<p>Since May.</p>")
    thread = "".join(
        f"<div><article class='post n{number}'><div>{post}</div></article></div>" for number, post in enumerate(posts)
    )
    assert read(f"<div><h1>Fee</h1>{thread}</div>")[1:] == ["No, it is 50.", "Since May."]
    teasers = "<div><article class=post><a href=x>Elsewhere in town</a></article></div>"
    assert len(read(f"<div><article class=post>{TEXT}</article></div>{teasers}")) == 1


def test_a_box_of_facts_names_each_and_keeps_its_headings_to_itself() -> None:
    box = "<aside class=portable-infobox><h2>Facts</h2><div><h3 class=pi-data-label>HP</h3><div>40</div></div></aside>"
    found = document("a.html", f"<h1>Margit</h1>{box}<p>A boss.</p>".encode())
    assert [(section.heading, section.span.of(found.text)) for section in found.sections] == [
        ("Facts", "HP: 40"),
        ("", "A boss."),
    ]


def test_books_have_no_furniture_but_ways_to_elsewhere() -> None:
    chapter = "<p>It takes 2<a epub:type='noteref' href='#n'>1</a> days.</p><nav>Gone</nav>"
    chapter += "<aside epub:type='footnote'>A note.</aside><div class='sidebar'>A box.</div>"
    assert blocks(document("a.epub", epub(chapter))) == ["It takes 2 days.", "A note.", "A box."]


@pytest.mark.parametrize(
    ("body", "date"),
    [
        ("<p>The fair is on <time datetime=2027-06-07>7 June 2027</time> in the park.", None),
        ("<ul><li><time datetime=2027-06-07>7 June 2027</time></ul>", None),
        ("<p><time itemprop=startDate datetime=2027-06-07>7 June 2027</time></p>", None),
        ("<p>Published on <time datetime=2024-06-07>7 June 2024</time>", "2024-06-07"),
        ("<p><time datetime=2024-06-07>7 June 2024</time>", "2024-06-07"),
        ("<header><h1>Fair</h1>Ann, <span><time datetime=2024-06-07>Friday</time></span></header>", "2024-06-07"),
        ("<p class=entry-meta>Ann wrote this, <time datetime=2024-06-07>Friday</time>", "2024-06-07"),
    ],
)
def test_a_date_in_a_text_is_not_when_it_was_published(body: str, date: str | None) -> None:
    assert document("a.html", f"<!doctype html><main>{body}{TEXT}</main>".encode()).date == date


def test_an_article_says_more_of_itself_than_its_page() -> None:
    page = '{"@type":"WebPage","name":"Fair - Town","datePublished":"2024-01-02"}'
    article = '{"@type":"NewsArticle","headline":"Fair opens","datePublished":"2024-05-01"}'
    data = "".join(f'<script type="application/ld+json">{said}</script>' for said in (page, article))
    found = document("a.html", f"<!doctype html>{data}{TEXT}".encode())
    assert (found.title, found.date) == ("Fair opens", "2024-05-01")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Entry <s>nine</s> <del>eight</del> <strike>six</strike> ten.", ["Entry ten."]),
        ("<p>Entry <span style='text-decoration: line-through'>nine</span> ten.", ["Entry ten."]),
        ("<ul><li><s>Bring <del>a</del> boat.</s><li>Bring a rope.</ul>", ["- Bring a rope."]),
        (
            "<table><tr><th>Who<th>Old<th>New<tr><td>Cubs<td style='text-decoration:line-through'>5<td>6</table>",
            ["Who: Cubs; New: 6"],
        ),
    ],
)
def test_what_is_struck_out_is_left_out(source: str, expected: list[str]) -> None:
    assert blocks(document("a.html", f"<h1>Fees</h1>{source}".encode())) == expected
