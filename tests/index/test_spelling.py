import pytest

from index.audience import Access, Audience
from index.catalogue import Catalogue
from index.loading import Models
from index.spelling import corrected
from tests.index.samples import keep, record
from tests.index.toy_embedder import ToyEmbedder

TEXT = (
    "Captain Ingrid Solberg repaired the Petrel in September. The committee of Linton thanked her and brought cake. "
    "The Union paid."
)
SECRET = "The password is Zephyrine."

EVERYONE, MEMBER = Audience.everyone(), Audience.of_server(42)


@pytest.fixture
def shelf(catalogue: Catalogue) -> Catalogue:
    keep(catalogue, record("news.txt", TEXT, ToyEmbedder()))
    keep(catalogue, record("secret.txt", SECRET, ToyEmbedder()), "42")
    return catalogue


def read(shelf: Catalogue, models: Models, question: str, audience: Audience = EVERYONE) -> str:
    assert models.span_reader
    with shelf.snapshot() as snapshot:
        return corrected(question, snapshot, audience, models.span_reader.knows)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Who is the captian of Petrel?", "Who is the Captain of Petrel?"),
        ("when did Solbreg repair it", "when did Solberg repair it"),
        ("what did the comittee do in Septemebr", "what did the committee do in September"),
    ],
)
def test_a_misspelt_word_is_read_as_the_documents_spell_it(
    shelf: Catalogue, models: Models, question: str, meant: str
) -> None:
    assert read(shelf, models, question) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Who bought the Petrel?",  # an English word, though "brought" is near
        "Who is Ingrid Solberg?",
        "When did Trump come?",
        "how do I get unbanned",  # its stem is two slips from that of "Union", and five letters long
        "Who is Xantippe?",
        "der Kapitän 船长 12345",
        "",
    ],
)
def test_what_is_right_unknown_or_another_word_is_left_alone(shelf: Catalogue, models: Models, question: str) -> None:
    assert read(shelf, models, question) == question


def test_a_correction_betrays_no_word_of_a_strangers_document(shelf: Catalogue, models: Models) -> None:
    assert read(shelf, models, "Who is Zephyrina?") == "Who is Zephyrina?"
    assert read(shelf, models, "Who is Zephyrina?", MEMBER) == "Who is Zephyrine?"


def test_a_correction_betrays_no_word_that_is_hidden_from_who_asks(shelf: Catalogue, models: Models) -> None:
    """Whether "Petral" is read as "Petrel" must not depend on a document that is not for everyone."""
    keep(shelf, record("hidden.txt", "The Petral is another ship.", ToyEmbedder()))
    shelf.limit("seeds", "hidden.txt", Access(roles=frozenset({7})))
    assert read(shelf, models, "Who repaired the Petral?") == "Who repaired the Petrel?"
    shelf.limit("seeds", "hidden.txt", Access())
    assert read(shelf, models, "Who repaired the Petral?") == "Who repaired the Petral?"


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("is a minimap allowed", "is a mini-map allowed"),
        ("are Minimaps allowed", "are Mini-maps allowed"),
        ("can i use xray", "can i use x-ray"),
        ("where is the email", "where is the email"),
        ("is the highway closed", "is the highway closed"),
        ("who has a minicar", "who has a minicar"),
        ("who are the mods", "who are the moderators"),
        ("who is the Admin", "who is the Admin"),
        ("can i use an alt", "can i use an alternate"),
        ("who takes pics", "who takes pics"),
        ("do ppl dance at xmas", "do people dance at christmas"),
    ],
)
def test_a_word_is_read_with_the_hyphen_or_at_the_length_that_the_documents_give_it(
    catalogue: Catalogue, models: Models, question: str, meant: str
) -> None:
    text = (
        "Mini-maps are allowed, x-ray packs are not. E-mails and an email came. A high way led over the hill. "
        "Moderators are Ada and Bo. Our admin, formerly the administrator, is Cy. Alternate accounts are banned. "
        "At Christmas people sing."
    )
    keep(catalogue, record("rules.txt", text, ToyEmbedder()))
    assert read(catalogue, models, question) == meant


def test_a_hyphen_betrays_no_word_that_is_hidden_from_who_asks(catalogue: Catalogue, models: Models) -> None:
    keep(catalogue, record("secret.txt", "The pass-phrase hangs in the hall.", ToyEmbedder()), "42")
    assert read(catalogue, models, "what is the passphrase") == "what is the passphrase"
    assert read(catalogue, models, "what is the passphrase", MEMBER) == "what is the pass-phrase"
