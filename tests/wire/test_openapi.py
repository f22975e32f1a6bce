from typing import Any

import pytest

from tests.wire import openapi

pytestmark = pytest.mark.skipif(not openapi.FILE.exists(), reason="Discord's OpenAPI file is not beside this checkout")


def longest(schema: Any) -> set[int]:
    """The limits that a schema, or any that it may stand for, sets to a text."""
    own = {schema["maxLength"]} if "maxLength" in schema else set()
    variants = (each for key in ("anyOf", "allOf") for each in schema.get(key, ()))
    return own.union(*map(longest, variants))


def test_the_limits_of_texts_in_messages_are_those_of_the_file() -> None:
    schemas = openapi.description()._schemas
    parts = (
        "ComponentForMessageRequest",
        "MediaGalleryItemRequest",
        "MessageAttachmentRequest",
        "MessageCreateRequest",
    )
    found = {
        name: set().union(
            *(
                longest(schema["properties"][name])
                for part, schema in schemas.items()
                if part.endswith(parts) and name in schema.get("properties", {})
            )
        )
        for name in openapi.TEXTS
    }
    assert found == {name: {most} for name, most in openapi.TEXTS.items()}


def test_a_shape_that_was_seen_still_has_its_lengths_checked() -> None:
    where = ("POST", "/channels/1/messages")

    def message(length: int) -> dict[str, Any]:
        return {"flags": 1 << 15, "components": [{"type": 10, "content": "x" * length}]}

    openapi.description().check_shape(*where, message(1))
    openapi.description().check_shape(*where, message(4000))
    for length in (0, 4001):
        with pytest.raises(AssertionError):
            openapi.description().check_shape(*where, message(length))
