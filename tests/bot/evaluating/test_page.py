import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser

from bot.evaluating.page import marked, page
from index import Scorecard, compare
from tests.bot.evaluating.runs import AFTER, BEFORE, HOSTILE

ALONE = page(AFTER, None, None)
COMPARED = page(AFTER, BEFORE, compare(BEFORE, AFTER))


@pytest.mark.parametrize("html", [ALONE, COMPARED], ids=["alone", "compared"])
def test_the_page_needs_nothing_from_elsewhere(html: str) -> None:
    tree = LexborHTMLParser(html)
    assert not tree.css("script, link, img, iframe, object")
    assert not re.findall(r"(?:href|src|url\()\s*=?\s*[\"']?(?:https?:)?//", html)
    assert "default-src 'none'" in html


@pytest.mark.parametrize("html", [ALONE, COMPARED], ids=["alone", "compared"])
def test_no_markup_in_a_question_or_an_answer_is_obeyed(html: str) -> None:
    tree = LexborHTMLParser(html)
    assert not tree.css("i, script")
    assert any(HOSTILE.partition("\x1b")[0] in cell.text() for cell in tree.css(".questions td"))
    assert any("<i>it</i> closed." in cell.text() for cell in tree.css(".questions td"))


def test_every_plot_is_well_formed_and_holds_its_values() -> None:
    plots = re.findall(r"<svg.*?</svg>", COMPARED, re.DOTALL)
    assert len(plots) == 5
    texts = [" ".join(ET.fromstring(plot).itertext()) for plot in plots]  # noqa: S314  our own output
    assert "right in all" in texts[0]
    assert "false answers" in texts[1]
    assert "unanswerable (1)" in texts[2]
    assert "2,000–" in texts[4]


def test_a_run_alone_is_compared_with_nothing() -> None:
    assert "What changed" not in ALONE
    assert "before" not in LexborHTMLParser(ALONE).css(".figures")[0].text()
    assert len(re.findall(r"<svg", ALONE)) == 4


def test_what_changed_stands_before_everything_else() -> None:
    text = LexborHTMLParser(COMPARED).body.text(separator=" ")  # type: ignore[union-attr]
    assert text.index("1 worse") < text.index("1 better") < text.index("Every question")


def test_every_question_is_listed_with_how_it_ended() -> None:
    summaries = [node.text() for node in LexborHTMLParser(ALONE).css("summary")]
    assert summaries == ["2 wrong", "0 refused", "2 right"]
    assert len(LexborHTMLParser(ALONE).css("details td:first-child")) == 4


def test_questions_without_kinds_have_no_plot_of_kinds() -> None:
    plain = tuple(replace(score, golden=replace(score.golden, kind="")) for score in AFTER.scores)
    assert "Kinds of question" not in page(Scorecard("mill", "", plain), None, None)


def test_a_mark_stands_at_whole_words_and_never_inside_another() -> None:
    score = replace(
        AFTER.scores[0], answer="In 2025 it was 25, not 250 & 25.", highlights=("25", "25, not 250", "none")
    )
    assert marked(score) == "In 2025 it was <mark>25</mark>, not 250 &amp; 25."


def test_the_answer_is_marked_and_nothing_in_it_is_markup() -> None:
    assert marked(AFTER.scores[0]) == "When did it close? <mark>In 1931</mark> &lt;i&gt;it&lt;/i&gt; closed."
