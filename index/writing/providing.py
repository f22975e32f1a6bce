"""Language models by name, through LlamaIndex: `openai:gpt-…`, `anthropic:…`, `ollama:…`, `openai-like:URL#model`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol

import httpcore

from index.errors import InvalidSetting
from index.fetching.connecting import OutOfTime
from index.providers import INSTALL
from index.writing.replies import MOST_TOKENS, Reply, tokens
from index.writing.setbacks import ModelFailed, Setback
from index.writing.transport import TooLong, Transport

TOO_MANY = 429

KNOWN = "none | openai:MODEL | anthropic:MODEL | ollama:MODEL | openai-like:URL#MODEL"

NEED_KEY = ("openai", "anthropic")


class Chat(Protocol):
    """What is used of LlamaIndex's `LLM`."""

    def chat(self, messages: Any) -> Any:
        """A `ChatResponse`."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a model is asked; `url` only where that is not the provider's own."""

    model: str
    url: str | None
    key: str = field(repr=False)


class LanguageModel:
    """A model of a provider. `make` gives a LlamaIndex LLM whose requests end at a deadline (monotonic clock)."""

    def __init__(self, name: str, make: Callable[[float], Chat]) -> None:
        self.name = name
        self._make = make

    def reply(self, instructions: str, material: str, deadline: float) -> Reply:
        """One exchange, without tools. Raises ModelFailed."""
        try:
            return _exchange(self._make(deadline), instructions, material)
        except Exception as error:
            raise ModelFailed(_setback(error)) from error


def language_model(name: str, key: str | None = None) -> LanguageModel:
    """The model that a setting names, with the provider's key.

    Raises InvalidSetting when there is no such provider, or its package or its key is missing.
    """
    provider, _, rest = name.partition(":")
    url, _, model = rest.rpartition("#") if provider == "openai-like" else ("", "", rest)
    make = _MAKERS.get(provider)
    if make is None or not model or (provider == "openai-like") != url.startswith(("http://", "https://")):
        raise InvalidSetting(f"LLM must be {KNOWN}.")
    if provider in NEED_KEY and not key:
        raise InvalidSetting(f"LLM={provider}:{model} needs the provider's key: set LLM_API_KEY.")
    server = Server(model, url or None, key or "none")
    try:
        make(server, 0.0)
    except ImportError as error:
        raise InvalidSetting(f"LLM={provider}:… needs a package: {INSTALL.format(provider)}") from error
    except Exception as error:
        raise InvalidSetting(f"LLM={provider}:{model} cannot be used by the installed package.") from error
    return LanguageModel(f"{provider}:{model}", lambda deadline: make(server, deadline))


def _openai(server: Server, deadline: float) -> Chat:
    made: Chat = import_module("llama_index.llms.openai").OpenAI(
        model=server.model,
        api_key=server.key,
        max_retries=0,
        max_tokens=MOST_TOKENS,
        http_client=_client("httpx", deadline),
    )
    return made


def _openai_like(server: Server, deadline: float) -> Chat:
    made: Chat = import_module("llama_index.llms.openai_like").OpenAILike(
        model=server.model,
        api_base=server.url,
        api_key=server.key,
        is_chat_model=True,
        max_retries=0,
        max_tokens=MOST_TOKENS,
        http_client=_client("httpx", deadline),
    )
    return made


def _anthropic(server: Server, deadline: float) -> Chat:
    package = import_module("llama_index.llms.anthropic")
    made: Chat = package.Anthropic(model=server.model, api_key=server.key, max_retries=0, max_tokens=MOST_TOKENS)
    # Its constructor takes no client, and the one that it makes knows no deadline.
    client = import_module("anthropic").Anthropic(
        api_key=server.key, max_retries=0, http_client=_client("httpx2", deadline)
    )
    made._client = client  # type: ignore[attr-defined]  # noqa: SLF001
    return made


def _ollama(server: Server, deadline: float) -> Chat:
    client = import_module("ollama").Client(transport=Transport(import_module("httpx"), deadline))
    made: Chat = import_module("llama_index.llms.ollama").Ollama(
        model=server.model, json_mode=True, client=client, context_window=16_384
    )
    return made


_MAKERS: dict[str, Callable[[Server, float], Chat]] = {
    "openai": _openai,
    "openai-like": _openai_like,
    "anthropic": _anthropic,
    "ollama": _ollama,
}
"""Each needs the package that `pip install -e '.[PROVIDER]'` brings; imported only when it is asked for."""


def _client(module: str, deadline: float) -> Any:
    http = import_module(module)
    return http.Client(transport=Transport(http, deadline))


def _exchange(model: Chat, instructions: str, material: str) -> Reply:
    from llama_index.core.llms import ChatMessage, MessageRole  # noqa: PLC0415  it takes most of a second to import

    messages = [ChatMessage(role=MessageRole.SYSTEM, content=instructions), ChatMessage(content=material)]
    response = model.chat(messages)
    text = response.message.content or ""
    tokens_in, tokens_out = _usage(response)
    return Reply(
        text,
        tokens_in or tokens(instructions) + tokens(material),
        tokens_out or tokens(text),
    )


def _usage(response: Any) -> tuple[int, int]:
    """What the server says an exchange cost, wherever its LlamaIndex class puts it."""
    raw = response.raw
    usage = response.additional_kwargs or (raw.get("usage") if isinstance(raw, dict) else getattr(raw, "usage", None))
    known = usage if isinstance(usage, dict) else {name: getattr(usage, name, None) for name in sum(_USAGE, ())}
    found = [next((n for name in names if isinstance(n := known.get(name), int)), 0) for names in _USAGE]
    return max(0, found[0]), max(0, found[1])


_USAGE = (("prompt_tokens", "input_tokens"), ("completion_tokens", "output_tokens"))


def _setback(error: BaseException) -> Setback:
    chain = list(_causes(error))
    status = next((code for each in chain if isinstance(code := getattr(each, "status_code", None), int)), None)
    if any(isinstance(each, OutOfTime | httpcore.TimeoutException) for each in chain):
        return Setback.LATE
    if any(isinstance(each, httpcore.NetworkError | ConnectionError) for each in chain):
        return Setback.UNREACHABLE
    if any(isinstance(each, TooLong) for each in chain):
        return Setback.UNUSABLE
    if status in {401, 403}:
        return Setback.REFUSED
    return Setback.BUSY if status == TOO_MANY else Setback.FAILED if status else Setback.UNUSABLE


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
