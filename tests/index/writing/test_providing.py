"""Providers by name. Those whose package is not installed here say which one to install."""

import importlib.util
import time
from typing import Any

import pytest
from llama_index.core.llms import CompletionResponse, CompletionResponseGen, CustomLLM, LLMMetadata

from index.errors import InvalidSetting
from index.writing.providing import LanguageModel, language_model
from index.writing.replies import tokens
from index.writing.setbacks import ModelFailed, Setback


class Echo(CustomLLM):
    """Says what it was told."""

    broken: bool = False

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(model_name="echo")

    def complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponse:  # noqa: ARG002
        if self.broken:
            raise RuntimeError("sk-secret")
        return CompletionResponse(text=prompt)

    def stream_complete(self, prompt: str, formatted: bool = False, **_: Any) -> CompletionResponseGen:
        yield self.complete(prompt, formatted)


def test_a_llama_index_model_is_asked_and_its_cost_estimated() -> None:
    reply = LanguageModel("toy:echo", lambda _: Echo()).reply("Be brief.", "When?", time.monotonic() + 5)
    assert "Be brief." in reply.text
    assert "When?" in reply.text
    assert reply.tokens_in >= 3
    assert reply.tokens_out == tokens(reply.text)


def test_what_a_model_raises_is_a_setback_without_its_words() -> None:
    with pytest.raises(ModelFailed) as caught:
        LanguageModel("toy:echo", lambda _: Echo(broken=True)).reply("", "", 0.0)
    assert caught.value.setback is Setback.UNUSABLE
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "gpt",
        "openai",
        "openai:",
        "google:gemini",
        "openai-like:model",
        "openai-like:http://x/v1",
        "openai-like:ftp://x#m",
    ],
)
def test_an_unknown_name_is_refused_with_those_that_are_known(name: str) -> None:
    with pytest.raises(InvalidSetting, match=r"none \| openai:MODEL \| .* openai-like:URL#MODEL"):
        language_model(name, "key")


@pytest.mark.parametrize("name", ["openai:gpt-4o-mini", "anthropic:claude-sonnet-4-0"])
def test_a_missing_key_is_one_sentence(name: str) -> None:
    with pytest.raises(InvalidSetting, match=r"needs the provider's key: set LLM_API_KEY\.$"):
        language_model(name)


@pytest.mark.parametrize("provider", ["anthropic", "ollama"])
def test_a_missing_package_is_one_sentence(provider: str) -> None:
    if importlib.util.find_spec(provider):
        assert language_model(f"{provider}:model", "key")
        return
    with pytest.raises(InvalidSetting, match=rf"pip install -e '\.\[{provider}\]', in the folder of Footnote\.$"):
        language_model(f"{provider}:model", "key")


@pytest.mark.parametrize("name", ["openai:gpt-4o-mini", "openai-like:http://127.0.0.1:9/v1#llama3"])
def test_a_known_provider_is_made_from_its_llama_index_class_without_its_key_in_sight(name: str) -> None:
    model = language_model(name, "sk-secret")
    assert "secret" not in repr(vars(model))


def test_other_scripts_cost_more() -> None:
    assert tokens("漢" * 30) > tokens("a" * 30)
