import json

from index.records import Origin


def test_an_origin_is_read_as_it_was_kept() -> None:
    origin = Origin("a.html", "0", "utf-8", "https://example.com/a", '"1"', None, "https://example.com")
    assert Origin.from_json(origin.to_json()) == origin
    assert Origin.from_json(None) is None


def test_what_only_a_later_version_knows_of_an_origin_is_passed_over() -> None:
    kept = {**json.loads(Origin("a.txt", "0").to_json()), "license": "CC0"}
    assert Origin.from_json(json.dumps(kept)) == Origin("a.txt", "0")
