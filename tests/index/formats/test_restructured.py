"""What Sphinx shows of reStructuredText is read, though docutils does not know its directives and roles."""

import pytest

from tests.index.formats.building import blocks, document


@pytest.mark.parametrize(
    ("source", "read"),
    [
        (".. py:function:: open_pet(name)\n   :noindex:\n\n   Opens a pet.", ["open_pet(name): Opens a pet."]),
        (".. confval:: limit\n\n   :default: 5\n\n   How many.", ["default: 5", "How many."]),
        (".. versionadded:: 2.1\n   The *limit*.", ["Added in version 2.1: The limit."]),
        (".. deprecated:: 3.0", ["Deprecated since version 3.0"]),
        (".. our-tabs::\n\n   .. our-tab:: Linux\n\n      Use it.", ["Linux", "Use it."]),
        (".. toctree::\n   :maxdepth: 2\n\n   gone\n\nWords.", ["Words."]),
        ("-v, --verbose   print more", ["-v, --verbose: print more"]),
        ("See :ref:`the guide <guide>`, :func:`~a.b.open` and :doc:`install`.", ["See the guide, open and install."]),
        ("It takes 2 [1]_ days.\n\n.. [1] A note.", ["It takes 2 days.", "A note."]),
        ("a) one\nb) two", ["a) one", "b) two"]),
    ],
)
def test_what_only_sphinx_knows_is_read(source: str, read: list[str]) -> None:
    found = blocks(document("a.rst", source.encode()))
    assert found[-len(read) :] == read if "confval" in source else found == read


def test_the_title_of_a_box_is_no_heading() -> None:
    found = document("a.rst", b"A\n=\n\nOne.\n\nB\n-\n\n.. admonition:: Box\n\n   Two.\n\nThree.\n")
    assert [(section.heading, section.span.of(found.text)) for section in found.sections] == [
        ("", "One."),
        ("B", "Box\n\nTwo.\n\nThree."),
    ]
