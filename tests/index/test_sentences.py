import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Span
from index.sentences import paragraphs, sentences, trimmed, width_of

WRAPPED = (
    "The mill closed in the spring of 1931, after the river had\n"
    "been led away to the new works below the town. Nobody was\n"
    "dismissed."
)
LINES = "Opening hours\nMonday 9 to 5\nTuesday closed\n\nBring a lamp"


def said(text: str) -> list[str]:
    return [" ".join(span.of(text).split()) for span in sentences(text, Span(0, len(text)), width_of(text))]


def test_sentences_end_at_full_stops() -> None:
    assert said("It rained. It stopped! Did it? Yes.") == ["It rained.", "It stopped!", "Did it?", "Yes."]


@pytest.mark.parametrize("text", ["Mr. Kim met Dr. Brook.", "It cost 3.5 million.", "He lives in the U.S. now."])
def test_a_dot_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert said(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Cox ......... Priya Nair",
        "Cox . . . . . . . Priya Nair",
        "Lamb stew.............Ten pounds",
        "Can dogs come?: Yes, on a lead",
        "Who leads? ; nobody",
    ],
)
def test_a_row_of_dots_and_a_stop_before_a_colon_end_none(text: str) -> None:
    assert said(f"{text}. Next.") == [f"{text}.", "Next."]


@pytest.mark.parametrize(
    "text",
    [
        "It ends on 31. August 2025",
        "It ends on the 1. September",
        "It ends on 31.08. at noon",
        "Shut on 24.12., 25.12. and 31.12",
        "It lasts from 28.8. – 3.9.2025",
        "It is on from 1.–3.9.2025",
    ],
)
def test_the_stops_of_a_date_end_none(text: str) -> None:
    assert said(f"{text}. Next.") == [f"{text}.", "Next."]


@pytest.mark.parametrize(
    "text", ["We meet on 31.08. Bring a lamp.", "It has 12. May we come?", "He took 3. August was hot."]
)
def test_a_number_may_end_a_sentence(text: str) -> None:
    assert len(said(text)) == 2


def test_lines_in_which_dots_lead_to_a_value_stand_for_themselves() -> None:
    dotted = ["Cox " + "." * 40 + " Priya Nair", "Bow " + "_" * 42 + " Tom Reed", "Stroke " + "…" * 37 + " Li Wei"]
    assert said("\n".join(dotted)) == dotted


@pytest.mark.parametrize("text", ["She waited... Then she left.", "It closed. :) Nobody came."])
def test_three_dots_and_a_smile_are_none_of_these(text: str) -> None:
    assert len(said(text)) == 2


@pytest.mark.parametrize(
    ("text", "count"), [("今天下雨。明天晴。", 2), ("आज वर्षा हुई। कल धूप होगी।", 2), ("هل جاء؟ نعم.", 2)]
)
def test_other_scripts_end_their_sentences_with_marks_of_their_own(text: str, count: int) -> None:
    assert len(said(text)) == count


def test_a_sentence_runs_across_the_soft_breaks_of_wrapped_prose() -> None:
    assert said(WRAPPED)[0].endswith("below the town.")
    assert said(WRAPPED)[1] == "Nobody was dismissed."


def test_a_short_line_is_a_sentence_of_its_own() -> None:
    assert said(LINES) == ["Opening hours", "Monday 9 to 5", "Tuesday closed", "Bring a lamp"]


@pytest.mark.parametrize("mark", ["-", "*", "•", "1.", "2)", "(a)"])
def test_a_list_item_never_continues_the_line_before(mark: str) -> None:
    full = "The following things are brought along by everyone who comes"
    assert said(f"{full}\n{mark} a lamp and a rope\n{mark} bread")[0] == full


@pytest.mark.parametrize(
    "after",
    [
        "Bob: ok, I bring the potions and the food",
        "Sunday: closed",
        "[19:04] bob: ok",
        "[2024-05-03 19:04:11] bob ok",
        "<bob> ok",
        "19:04 - bob: ok",
        "12/03/2024, 19:04 - Bob: ok",
        "19:04 <bob> ok",
    ],
)
def test_a_line_of_a_chat_never_continues_the_line_before(after: str) -> None:
    full = "Ann: the dragon raid starts on Friday in the evening and you"
    assert said(f"{full}\n{after}") == [full, after]


@pytest.mark.parametrize(
    "after", ["19:30 in the hall of the school.", "of the club: no dogs.", "Bristol that evening."]
)
def test_a_time_or_a_colon_alone_does_not_end_one(after: str) -> None:
    full = "The meeting of all members and their guests will take place at"
    assert said(f"{full}\n{after}") == [f"{full} {after}"]


def test_a_blank_line_ends_a_sentence() -> None:
    assert said("The mill\n\nclosed in 1931.") == ["The mill", "closed in 1931."]


def test_only_what_lies_inside_the_span_is_cut() -> None:
    text = "Before. Inside. After."
    assert [span.of(text) for span in sentences(text, Span(8, 15), width_of(text))] == ["Inside."]


@given(st.text(max_size=200))
def test_trimming_takes_away_white_space_and_nothing_else(text: str) -> None:
    assert trimmed(text, Span(0, len(text))).of(text) == text.strip()


TEXTS = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from(["\n", "\n\n", " ", ". ", "- ", "The mill closed. ", "。", "\t"])),
    max_size=30,
).map("".join)


@given(TEXTS, st.data())
def test_sentences_are_trimmed_ordered_and_leave_no_word_out(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    inside = Span(start, data.draw(st.integers(start, len(text))))
    found = list(sentences(text, inside, width_of(text)))
    assert all(span.of(text) == span.of(text).strip() != "" for span in found)
    edges = [inside.start, *(edge for span in found for edge in (span.start, span.end)), inside.end]
    assert edges == sorted(edges)
    between = [text[end:begin] for end, begin in zip(edges[::2], edges[1::2], strict=True)]
    assert "".join(between).strip() == ""


@given(TEXTS)
def test_paragraphs_hold_every_line_once(text: str) -> None:
    found = list(paragraphs(text, Span(0, len(text)), width_of(text)))
    lines = [line for span in found for line in span.of(text).split("\n")]
    assert lines == [line for line in text.split("\n") if line]
