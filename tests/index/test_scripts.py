import pytest

from index.scripts import is_latin


@pytest.mark.parametrize(
    "text", ["When did Zhao meet Choe?", "Où est la gare ?", "Đà Nẵng", "1954", "", "What does 平和 mean?"]
)
def test_latin_letters_are_what_the_models_read(text: str) -> None:
    assert is_latin(text)


@pytest.mark.parametrize(
    "text", ["北京在哪里？", "कौन आया?", "متى وصل؟", "ใครมา", "Когда он приехал?", "Πότε;", "Kim は誰ですか何歳ですか"]
)
def test_other_scripts_are_told_apart(text: str) -> None:
    assert not is_latin(text)
