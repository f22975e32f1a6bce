"""A Discord of its own process, in stormy weather, where 20 servers ask 500 questions at once; one of them is noisy.

`python -m tests.acceptance.crowd` prints its addresses, asks as soon as a bot is connected, and prints what came of it,
each as a line of JSON.
"""

import asyncio
import json
import math
import random
import sys
import time
from typing import Any

from tests.wire import payloads
from tests.wire.discord import COMMAND, STRING, FakeDiscord
from tests.wire.payloads import SPEAK, Json
from tests.wire.rest import Fault, Open, Rest, rate_limited, text_of

SERVERS, OF_EACH, OF_THE_NOISY = 20, 20, 120
FAULTY = 0.2
OPEN_SECONDS = 840.0
QUESTIONS = ("when did Kim meet Putin?", "who arrived in North Korea on Thursday?", "how old is the harbour master?")


class Weather(Rest):
    """One in five requests about an interaction fails: half of them with a 5xx, half with a 429."""

    def __init__(self, seed: int = 7) -> None:
        super().__init__()
        self.acknowledged: dict[str, float] = {}
        self.over: dict[str, float] = {}
        self.faulty = 0
        self._luck = random.Random(seed)

    def _fault(self, line: str) -> Fault | None:
        if not ("/interactions/" in line or "/webhooks/" in line) or self._luck.random() >= FAULTY:
            return None
        self.faulty += 1
        if self._luck.random() < 0.5:
            return rate_limited(".", 0.3, via=True)
        return Fault(".", status=self._luck.choice((500, 502, 503)), after=self._luck.random() < 0.3)

    def _callback(self, body: Json, number: str, token: str) -> Json:
        answer = super()._callback(body, number, token)
        self.acknowledged[number] = time.time() - self.interactions[number].created
        return answer

    def _edit(self, body: Json, token: str) -> Json:
        message = super()._edit(body, token)
        if "in line" not in text_of(message):  # more than somebody's place in line: the answer
            self.over.setdefault(token, time.time())
        return message


async def ask(discord: FakeDiscord, server: int, person: int, question: str) -> Open:
    """Somebody of a server asks."""
    guild, channel = str(10_000 + server), str(20_000 + server)
    data = {"id": "1", "name": "ask", "type": 1, "options": [{"name": "question", "type": STRING, "value": question}]}
    more: dict[str, Any] = {
        "guild_id": guild,
        "channel_id": channel,
        "channel": payloads.channel() | {"id": channel, "guild_id": guild, "permissions": str(SPEAK)},
        "member": payloads.member(payloads.user(str(100_000 + person), f"p{person}")),
        "authorizing_integration_owners": {"0": guild},
    }
    return await discord._interact(COMMAND, data, SPEAK, **more)


async def crowd(discord: FakeDiscord) -> list[tuple[int, Open]]:
    """All questions at once, in a random order; three are the most that one person may have open."""
    counts = [OF_THE_NOISY, *[OF_EACH] * (SERVERS - 1)]
    wanted = [(server, server * 1000 + n // 3) for server, count in enumerate(counts) for n in range(count)]
    random.Random(3).shuffle(wanted)
    return [(server, await ask(discord, server, p, QUESTIONS[n % 3])) for n, (server, p) in enumerate(wanted)]


async def main() -> None:
    """Serve, ask, wait, and report."""
    weather = Weather()
    async with FakeDiscord(weather) as discord:
        say({"api": discord.api, "gateway": discord.gateway.url})
        await discord.until(lambda: discord.gateway.connected, OPEN_SECONDS)
        await asyncio.to_thread(sys.stdin.readline)
        began = time.time()
        asked = await crowd(discord)
        while len(weather.over) < len(asked) and time.time() - began < OPEN_SECONDS:  # noqa: ASYNC110 - the fake does not tell
            await asyncio.sleep(0.1)
        say(report(weather, asked, began))


def report(weather: Weather, asked: list[tuple[int, Open]], began: float) -> Json:
    """What came of it; times in seconds since the question, and since the crowd began."""
    return {
        "asked": len(asked),
        "faulty": weather.faulty,
        "requests": len(weather.sent),
        "acknowledged": [weather.acknowledged.get(opened.payload["id"]) for _, opened in asked],
        "over": [weather.over.get(opened.payload["token"], math.inf) - began for _, opened in asked],
        "servers": [server for server, _ in asked],
        "last": [text_of(opened.shown[-1]) if opened.shown else "" for _, opened in asked],
        "messages": len([s for s in weather.sent if s.method == "POST" and "/callback" not in s.path]),
    }


def say(line: Json) -> None:
    """One line of JSON."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
