"""Bodies against Discord's own description of its REST API, read as it has to be read.

Snowflakes may be integers and integers may be strings of digits; every `oneOf` is an `anyOf`; keys that no variant
knows are found here, because the file allows any. What the file misses, `rest` refuses itself.
"""

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

FILE = Path(__file__).parents[3] / "shared" / "discord" / "openapi.json"

_LEGITIMATE = {"tts", "nsfw"}
"""Keys that discord.py sends and Discord takes, though the file does not name them everywhere."""


TEXTS = {"content": 4000, "description": 1024, "custom_id": 100, "nonce": 25}
"""Longest texts of components and ids of our own, in characters; none of them may be empty."""


MOST_COMPONENTS = 40


class Unknown(AssertionError):
    """A body holds a key that Discord does not know."""


class Description:
    """The OpenAPI file, ready to check request bodies."""

    def __init__(self, file: Path = FILE) -> None:
        whole = _relaxed(json.loads(file.read_text("utf-8")))
        self._schemas: dict[str, Any] = whole["components"]["schemas"]
        self._seen: set[tuple[str, str, str]] = set()
        self._operations = [
            (re.compile(re.sub(r"\{[^}]+\}", "[^/]+", path)), method.upper(), operation)
            for path, operations in whole["paths"].items()
            for method, operation in operations.items()
            if isinstance(operation, dict)
        ]

    def check_shape(self, method: str, path: str, body: Any) -> None:
        """`check`, which remembers what it has seen: of a text between its limits, no more than that matters."""
        shape = json.dumps(_shape(body), sort_keys=True)
        key = (method, re.sub(r"\d+|token-of-\d+", "0", path), shape)
        if key not in self._seen:
            self.check(method, path, json.loads(shape))
            self._seen.add(key)

    def check(self, method: str, path: str, body: Any) -> None:
        """Raises jsonschema's ValidationError, Unknown, or LookupError for a route that Discord does not have."""
        schema = self._schema(method, path)
        if schema is None:
            assert body is None, f"{method} {path} takes no body"
            return
        self._validator(schema).validate(body)
        unknown = sorted(set(self._unknown(body, [schema], "")))
        if unknown:
            raise Unknown(f"{method} {path}: {', '.join(unknown)}")

    def _schema(self, method: str, path: str) -> Any:
        for pattern, verb, operation in self._operations:
            if verb == method and pattern.fullmatch(path):
                content = operation.get("requestBody", {}).get("content", {})
                return content.get("application/json", {}).get("schema")
        raise LookupError(f"{method} {path}")

    def _validator(self, schema: Any) -> Validator:
        return Draft202012Validator({**schema, "components": {"schemas": self._schemas}})

    def _unknown(self, value: Any, schemas: list[Any], where: str) -> Iterator[str]:
        fitting = [s for schema in schemas for s in self._variants(schema) if self._validator(s).is_valid(value)]
        if isinstance(value, list):
            items = [s["items"] for s in fitting if "items" in s]
            for each in value:
                yield from self._unknown(each, items, where) if items else ()
        elif isinstance(value, dict) and not any(s.get("additionalProperties") for s in fitting):
            known: dict[str, list[Any]] = {}
            for schema in fitting:
                for key, inner in schema.get("properties", {}).items():
                    known.setdefault(key, []).append(inner)
            for key, inner in value.items():
                if key in known:
                    yield from self._unknown(inner, known[key], f"{where}.{key}")
                elif key not in _LEGITIMATE:
                    yield f"{where}.{key}"

    def _variants(self, schema: Any) -> Iterator[Any]:
        """A schema without `$ref`, `anyOf` and `allOf` at its top: all that it may stand for."""
        if "$ref" in schema:
            yield from self._variants(self._schemas[schema["$ref"].rsplit("/", 1)[1]])
            return
        for each in [*schema.get("anyOf", ()), *schema.get("allOf", ())]:
            yield from self._variants(each)
        if "anyOf" not in schema:
            yield schema


def _shape(node: Any, key: str = "") -> Any:
    """A body with texts of fixed limits (components' content and description, ids of our own) made alike, and of what
    is alike in a list only the first: none of the file's lists has to be longer than one, or may not repeat itself.

    The limits are those of the file for messages, which a test holds them against. Raises AssertionError for a text
    beyond them.
    """
    if isinstance(node, list):
        alike = {json.dumps(each, sort_keys=True): each for each in map(_shape, node)}
        assert len(node) <= MOST_COMPONENTS
        return list(alike.values())
    if isinstance(node, dict):
        return {name: _shape(value, name) for name, value in node.items()}
    if key in TEXTS and isinstance(node, str):
        assert 1 <= len(node) <= TEXTS[key], (key, len(node))
        return "1"
    return 1 if key == "message_id" else node


@functools.cache
def description() -> Description:
    """The file is large; it is read once."""
    return Description()


def _relaxed(node: Any) -> Any:
    if isinstance(node, list):
        return [_relaxed(each) for each in node]
    if not isinstance(node, dict):
        return node
    relaxed = {("anyOf" if key == "oneOf" else key): _relaxed(value) for key, value in node.items()}
    kinds = relaxed.get("type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if relaxed.get("format") == "snowflake":
        relaxed["type"] = [*kinds, "integer"]
    elif "integer" in kinds and not {"enum", "allOf", "anyOf"} & relaxed.keys():
        relaxed["type"] = [*kinds, "string"]
        relaxed.setdefault("pattern", "^-?[0-9]+$")
    return relaxed
