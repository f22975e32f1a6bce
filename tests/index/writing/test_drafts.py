import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.writing.drafts import MOST_QUOTES, MOST_SENTENCES, Drafted, Quoted, read_draft

PLAIN = '{"sentences": [{"text": "The mill closed.", "quotes": [{"passage": 2, "quote": "closed in 1931"}]}]}'
READ = (Drafted("The mill closed.", (Quoted(2, "closed in 1931"),)),)


@pytest.mark.parametrize(
    "reply",
    [
        PLAIN,
        f"```json\n{PLAIN}\n```",
        f"Here is the JSON object you asked for:\n\n{PLAIN}\n\nI hope this helps!",
        f"<think>Passage 2 says {{so}}. [1]</think>{PLAIN}",
        PLAIN.replace("}]}]}", "},]},],}"),
        PLAIN.removesuffix("]}"),
        PLAIN.replace('"sentences"', "'sentences'").replace('"text"', "text"),
        PLAIN.replace(": 2", ': "[2]"'),
        PLAIN.replace(": 2", ': "Passage 2"'),
        PLAIN.removeprefix('{"sentences": ').removesuffix("}"),
        '{"sentences": [{"sentence": "The mill closed.", "passage": 2, "quotes": ["closed in 1931"]}]}',
        '{"sentences": [{"text": "The mill closed.", "passage": 2, "quote": "closed in 1931"}]}',
        PLAIN.replace("The mill", " The\\n mill\u200b"),
        PLAIN.replace("quotes", "citations").replace('"quote"', '"text"'),
    ],
)
def test_what_models_really_return_is_read(reply: str) -> None:
    assert read_draft(reply) == READ


@pytest.mark.parametrize("reply", ['{"sentences": []}', '{"sentences": []', "```\n{'sentences': []}\n```"])
def test_no_sentence_is_no_answer(reply: str) -> None:
    assert read_draft(reply) == ()


@pytest.mark.parametrize("reply", ["", "I am sorry.", "{}", "[]", "null", "{" * 50, "[" * 40_000, '{"a":' * 9_000])
def test_what_is_no_draft_is_none(reply: str) -> None:
    assert not read_draft(reply)


def test_a_flood_of_sentences_and_quotes_is_cut() -> None:
    quotes = [{"passage": 1, "quote": "a b c"}] * 50
    found = read_draft(json.dumps({"sentences": [{"text": f"Sentence {n}.", "quotes": quotes} for n in range(50)]}))
    assert found
    assert len(found) == MOST_SENTENCES
    assert {len(sentence.quotes) for sentence in found} == {MOST_QUOTES}


def test_a_sentence_longer_than_any_is_none() -> None:
    assert read_draft(json.dumps({"sentences": [{"text": "long " * 1000, "quotes": []}]})) == ()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["sentences", "text", "quotes", "quote", "passage", "x"]), inner, max_size=4)
    ),
)


@given(json_values.map(json.dumps) | st.text(max_size=200))
def test_no_reply_is_too_strange(reply: str) -> None:
    for sentence in read_draft(reply) or ():
        assert sentence.text == " ".join(sentence.text.split())
        assert all(isinstance(quoted.text, str) for quoted in sentence.quotes)
