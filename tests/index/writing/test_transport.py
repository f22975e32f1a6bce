"""The transport alone, with a plain httpx client."""

import time
from email.utils import formatdate

import httpcore
import httpx
import pytest

from index.fetching.connecting import OutOfTime
from index.writing.transport import TooLong, Transport
from tests.index.writing import server as does
from tests.index.writing.server import ModelServer, serving


def post(server: ModelServer, seconds: float = 30.0) -> httpx.Response:
    url = server.name.partition(":")[2].partition("#")[0]
    with httpx.Client(transport=Transport(httpx, time.monotonic() + seconds)) as client:  # type: ignore[arg-type]
        return client.post(url, json={"hello": "there"})


def test_a_body_is_sent_and_the_answer_read() -> None:
    with serving(does.sends(b'{"a": 1}')) as server:
        assert post(server).json() == {"a": 1}
    assert server.requests == [{"hello": "there"}]


@pytest.mark.parametrize(
    "header", ["Retry-After: 0", f"Retry-After: {formatdate(0, usegmt=True)}", "Retry-After: soon", "X-None: 1"]
)
def test_a_busy_server_is_asked_again(header: str) -> None:
    with serving(does.fails("429 Slow down", header), does.sends(b"{}")) as server:
        assert post(server).status_code == 200


@pytest.mark.parametrize("status", ["400 Bad", "401 No", "404 None", "301 Elsewhere"])
def test_other_failures_are_final(status: str) -> None:
    with serving(does.fails(status)) as server:
        assert post(server).status_code == int(status[:3])
    assert len(server.requests) == 1


def test_a_server_that_asks_for_more_time_than_there_is_is_not_waited_for() -> None:
    with serving(does.fails("429 Slow down", "Retry-After: 60")) as server:
        assert post(server).status_code == 429
    assert len(server.requests) == 1


def test_patience_ends() -> None:
    with serving(does.fails("500 Oops", "Retry-After: 0")) as server:
        assert post(server).status_code == 500
    assert len(server.requests) == 3


def test_the_deadline_is_over_everything() -> None:
    for behaviour in (does.hangs, does.drips):
        with serving(behaviour) as server, pytest.raises((OutOfTime, httpcore.TimeoutException)):
            post(server, seconds=0.5)


def test_a_flood_is_not_read_to_its_end() -> None:
    with serving(does.floods) as server, pytest.raises(TooLong):
        post(server)


def test_compression_is_neither_asked_for_nor_unpacked() -> None:
    bomb = does.sends(b"\x1f\x8b garbage", "200 OK", "application/json", "Content-Encoding: gzip")
    with serving(bomb) as server:
        assert post(server).content == b"\x1f\x8b garbage"
