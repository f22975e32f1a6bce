import pickle

import pytest
from pydantic import TypeAdapter, ValidationError

from index.notes import Code, Note, Told, note

KEPT: TypeAdapter[tuple[str, ...]] = TypeAdapter(tuple[Told, ...])
SAID = note(Code.COUNTED, time="on Thursday", date="2024-04-11", dated="2024-04-13")


def test_a_note_is_its_english_sentence_and_says_which_it_is() -> None:
    assert SAID == "“on Thursday” is 2024-04-11, counted from the date of the source, 2024-04-13."
    assert (SAID.code, SAID.values) == ("counted", {"time": "on Thursday", "date": "2024-04-11", "dated": "2024-04-13"})


@pytest.mark.parametrize("code", Code)
def test_every_code_has_its_sentence(code: Code) -> None:
    values = dict.fromkeys(
        "time date dated what each n question were why kinds word names name number heading said day".split(), "x"
    )
    assert note(code, **values).strip()


def test_a_note_that_is_kept_comes_back_as_one_and_a_plain_text_as_it_was() -> None:
    again, plain = KEPT.validate_json(KEPT.dump_json((SAID, "As of old.")))
    assert isinstance(again, Note)
    assert (again, again.code, again.values) == (SAID, SAID.code, SAID.values)
    assert (plain, isinstance(plain, Note)) == ("As of old.", False)
    with pytest.raises(ValidationError):
        KEPT.validate_json('[{"code": "counted"}]')


def test_a_note_is_copied_whole() -> None:
    again = pickle.loads(pickle.dumps(SAID))  # noqa: S301 - our own
    assert (again, again.code, again.values) == (SAID, SAID.code, SAID.values)
