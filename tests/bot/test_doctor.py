import resource
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot import doctor
from bot.doctor import Finding, examine
from bot.settings import Settings as BotSettings
from index import EmbedderUnreachable, KnowledgeBase, Models, Settings, WritingSettings
from index.embedding import BundledEmbedder, Vector
from tests.index.test_folder import closing

TOKEN = "made.up.token"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "seeds").mkdir()
    return Settings(tmp_path / "data", tmp_path / "seeds")


@pytest.fixture(autouse=True)
def _models(monkeypatch: pytest.MonkeyPatch, whole_models: Models) -> None:
    monkeypatch.setattr(Models, "load", lambda _: whole_models)


@pytest.fixture(scope="module")
def whole_models() -> Models:
    return Models.load()


def unwell(settings: Settings, bot_settings: BotSettings | None = None) -> list[str]:
    return [finding.text for finding in examine(settings, bot_settings or BotSettings()) if not finding.is_well]


def test_a_sound_installation_has_nothing_to_mend(settings: Settings) -> None:
    assert unwell(settings) == []


def test_every_finding_is_a_sentence_about_one_thing(settings: Settings) -> None:
    found = examine(settings, BotSettings())
    assert len({finding.text for finding in found}) == len(found) == 7


def test_missing_documents_are_to_be_mended(settings: Settings) -> None:
    settings.seeds.rmdir()
    assert unwell(settings) == [f"The folder of documents, {settings.seeds}, is missing or cannot be read."]
    assert not settings.data.exists()


def test_documents_that_cannot_be_opened_are_to_be_mended(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (settings.seeds / name).write_text("A lamp.", encoding="utf-8")
    closing(monkeypatch, "a.txt", "b.txt")
    (said,) = unwell(settings)
    assert said == (
        f"“a.txt” and 1 more in the folder of documents, {settings.seeds}, cannot be read; what could be read before "
        "goes on answering. The file cannot be opened: permission denied."
    )


def test_a_data_folder_in_use_is_to_be_mended(settings: Settings) -> None:
    base = KnowledgeBase(settings)
    (said,) = unwell(settings)
    base.shut()
    assert "is in use by" in said


def test_a_damaged_catalogue_is_to_be_mended(settings: Settings) -> None:
    settings.data.mkdir()
    (settings.data / "catalogue.sqlite3").write_text("no database", encoding="utf-8")
    assert unwell(settings) == ["The catalogue in the data folder is damaged; restore a backup or remove it."]


def test_a_disk_that_takes_no_more_is_to_be_mended(settings: Settings) -> None:
    KnowledgeBase(settings).shut()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (doctor.TRIED - 1, before[1]))
    try:
        (said,) = unwell(settings)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert said.startswith("The data folder takes no 16 MB more: ")


def test_a_disk_that_is_almost_full_is_to_be_mended(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=20 * doctor.MB))
    assert unwell(settings) == ["Only 20 MB are free where the data folder is: the index may not fit."]


def test_altered_models_are_to_be_mended(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Models, "load", lambda _: Models(None, None))
    assert unwell(settings) == ["A bundled model is missing or altered: answers rest on words alone."]


class Unreachable(BundledEmbedder):
    def question(self, text: str) -> Vector:
        raise EmbedderUnreachable(f"The embedding model did not answer “{text}”.")


class Broken(BundledEmbedder):
    def question(self, text: str) -> Vector:
        raise ZeroDivisionError(text)


def test_an_embedding_model_that_does_not_answer_is_to_be_mended(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, whole_models: Models
) -> None:
    chosen, well = replace(settings, embedding="toy:model"), Finding(True, "EMBEDDING=toy:model answers.")
    assert well in examine(chosen, BotSettings())
    monkeypatch.setattr(Models, "load", lambda _: replace(whole_models, embedder=Unreachable()))
    (said,) = unwell(chosen)
    assert said == "The embedding model did not answer “word”. Until it answers, words alone are searched."
    assert well not in examine(chosen, BotSettings())


def test_an_embedding_model_that_breaks_leaves_the_data_folder_free(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, whole_models: Models
) -> None:
    monkeypatch.setattr(Models, "load", lambda _: replace(whole_models, embedder=Broken()))
    with pytest.raises(ZeroDivisionError):
        examine(settings, BotSettings())
    KnowledgeBase(settings, whole_models).shut()


def test_the_language_model_is_named_and_what_it_lacks_is_to_be_mended(settings: Settings) -> None:
    none = examine(settings, BotSettings())
    assert any("no language model takes part" in finding.text for finding in none)
    chosen = replace(settings, writing=WritingSettings(llm="openai:gpt-4o-mini", key="sk-secret"))
    found = examine(chosen, BotSettings())
    assert any("LLM=openai:gpt-4o-mini writes answers, within 30 s" in finding.text for finding in found)
    assert "secret" not in repr(found)
    lacking = replace(settings, writing=WritingSettings(llm="openai:gpt-4o-mini"))
    assert unwell(lacking) == ["LLM=openai:gpt-4o-mini needs the provider's key: set LLM_API_KEY."]


def test_a_key_that_no_model_takes_is_to_be_mended(settings: Settings) -> None:
    (said,) = unwell(replace(settings, writing=WritingSettings(key="sk-secret")))
    assert said.startswith("LLM_API_KEY is set, but LLM is none")


def test_the_doctor_leaves_the_data_folder_free(settings: Settings) -> None:
    examine(settings, BotSettings())
    KnowledgeBase(settings).shut()


@pytest.mark.parametrize(("token", "said"), [(TOKEN, "answers on Discord"), (None, "chats on the terminal")])
def test_the_token_is_never_shown_and_never_missed(settings: Settings, token: str | None, said: str) -> None:
    found = examine(settings, BotSettings(token=token))
    assert any(said in finding.text for finding in found)
    assert not any(TOKEN in finding.text for finding in found)
    assert Finding(True, found[-1].text) == found[-1]
