"""The doors and the sending of the bot, over real sockets."""

import asyncio
import logging
import time

import pytest

from bot import sending
from index import Access
from tests.bot.library import KIM, SEED, Book
from tests.bot.server import ENGLISH
from tests.bot.serving import World
from tests.bot.test_asking import ASKED
from tests.wire import openapi
from tests.wire.discord import FakeDiscord
from tests.wire.payloads import (
    APPLICATION,
    CHANNEL,
    GUILD,
    MANAGE_GUILD,
    OWN_ROLE,
    ROLE,
    SPEAK,
    TOKEN,
    WHISPERS,
    snowflake,
)
from tests.wire.rest import EPHEMERAL, Fault, Sent, rate_limited, text_of

MENTION = f"<@{APPLICATION}> {ASKED}"
CALLBACK = r"POST /interactions"
EDIT = r"PATCH .*@original"
CREATE = r"POST /channels/\d+/messages"


def typing(discord: FakeDiscord) -> list[Sent]:
    return [sent for sent in discord.rest.sent if sent.path.endswith("/typing")]


def gone(pattern: str, status: int, code: int) -> Fault:
    return Fault(pattern, status=status, body={"code": code, "message": "gone"}, times=9)


async def test_a_slash_question_is_answered_with_quote_and_source(world: World) -> None:
    async with world.serving() as discord:
        opened = await discord.slash("ask", question=ASKED)
        card = await discord.answer(opened)

    assert "Mr Kim traveled to Russia **in September** for a summit" in card
    assert "Guernsey Press" in card
    assert opened.kind == 5
    assert len(opened.shown) == 1


async def test_a_mention_is_answered_with_one_reply(world: World) -> None:
    async with world.serving() as discord:
        message = await discord.write(MENTION)
        await discord.until(lambda: discord.replies(message))

    (reply,) = discord.replies(message)
    assert "September" in text_of(reply)


async def test_passages_are_opened_privately_and_turned(world: World) -> None:
    async with world.serving() as discord:
        opened = await discord.slash("ask", question="Korea xyz")
        await discord.answer(opened)
        passages = await discord.click(opened.shown[0], "Passages")
        assert "1 of 2" in await discord.answer(passages)
        assert passages.ephemeral

        turned = await discord.click(passages.shown[0], "Next")
        assert "2 of 2" in await discord.answer(turned)
        assert turned.kind == 6


async def test_a_double_click_opens_one_view(world: World) -> None:
    async with world.serving() as discord:
        opened = await discord.slash("ask", question=ASKED)
        await discord.answer(opened)
        first, second = [await discord.click(opened.shown[0], "Passages") for _ in range(2)]
        await discord.answer(first)
        await discord.until(lambda: second.kind)

    assert (first.kind, second.kind) == (5, 6)
    assert not second.shown


async def test_a_bad_answer_asks_why_also_after_a_restart(world: World) -> None:
    async with world.serving() as discord:
        opened = await discord.slash("ask", question=ASKED)
        await discord.answer(opened)
        form = await discord.click(opened.shown[0], "👎")
        await discord.until(lambda: form.kind)
        (sent,) = [s.body["data"] for s in discord.rest.sent if s.path.endswith("callback") and s.body["type"] == 9]
    async with world.serving() as discord:
        filled = await discord.fill_in(sent["custom_id"], reason="wrong", comment="It was in May.")
        assert "Thank you" in await discord.answer(filled)

    assert form.kind == 9
    assert filled.ephemeral


async def test_the_language_is_that_of_the_persons_discord(world: World) -> None:
    async with world.serving() as discord:
        german = await discord.answer(await discord.slash("ask", question=ASKED, locale="de"))
        english = await discord.answer(await discord.slash("ask", question=ASKED, locale="fr"))

    assert "Wort für Wort zitiert" in german
    assert "Quoted word for word" in english
    assert any("de" in c["description_localizations"] for c in discord.rest.commands if c.get("description"))


async def test_what_only_the_asker_may_see_is_told_to_them_alone(world: World) -> None:
    world.library.books = [Book(SEED.document, SEED.title, SEED.sentences, access=Access(frozenset({int(ROLE)})))]
    async with world.serving() as discord:
        opened = await discord.slash("ask", question=ASKED, roles=[ROLE])
        card = await discord.answer(opened)

    assert "September" in card
    assert opened.ephemeral
    assert not discord.replies()


async def test_sources_and_reindex(world: World) -> None:
    async with world.serving() as discord:
        listed = await discord.slash("sources list")
        assert "3 passages" in await discord.answer(listed)
        assert listed.shown[0]["flags"] & EPHEMERAL

        found = await discord.slash("sources search", query="summit with Putin")
        assert KIM in await discord.answer(found)

        reindexed = await discord.slash("reindex", permissions=SPEAK | MANAGE_GUILD)
        assert "Reindexed" in await discord.answer(reindexed, containing="Reindexed")


async def test_a_member_is_refused_by_the_server_side_check(world: World) -> None:
    async with world.serving() as discord:
        opened = await discord.slash("reindex")
        assert "Only members who may manage this server" in await discord.answer(opened)

    assert opened.kind == 4
    assert world.library.reindexed == 0


async def test_an_unexpected_error_shows_a_number_that_the_log_knows(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.library.broken = RuntimeError("/home/secret")
    async with world.serving() as discord:
        card = await discord.answer(await discord.slash("ask", question=ASKED))

    assert "secret" not in card
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert record.getMessage().removeprefix("failure ") in card


async def test_only_servers_and_their_messages_are_listened_to(world: World) -> None:
    async with world.serving() as discord:
        assert discord.gateway.intents == (1 << 0) | (1 << 9)


async def test_commands_are_sent_only_when_they_have_changed(world: World) -> None:
    def sent() -> int:
        return sum(s.method == "PUT" for s in world.discord.rest.sent)

    for _ in range(2):
        async with world.serving():
            assert sent() == 1

    (world.folder / "commands.sha256").write_text("of another version")
    async with world.serving():
        assert sent() == 2


async def test_the_token_and_the_question_are_not_in_the_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with world.serving() as discord:
        await discord.answer(await discord.slash("ask", question=ASKED))

    assert "question answer in" in caplog.text
    assert TOKEN not in caplog.text
    assert ASKED not in caplog.text


@pytest.mark.parametrize(
    "fault",
    [
        Fault(CALLBACK, status=500),
        Fault(CALLBACK, status=500, after=True),
        Fault(CALLBACK, cut=True, after=True),
        Fault(EDIT, status=503),
        Fault(EDIT, status=500, after=True),
        Fault(EDIT, cut=True),
        Fault(EDIT, cut=True, after=True),
        Fault(EDIT, status=520),
        Fault(EDIT, delay=0.5),
        rate_limited(EDIT, 0.1, via=True),
        rate_limited(EDIT, 0.1, via=False),
        rate_limited(CALLBACK, 0.1, via=True),
    ],
    ids=lambda fault: f"{fault.pattern[:5]}-{fault.status}-cut{fault.cut}-after{fault.after}",
)
async def test_a_question_is_answered_whatever_a_request_meets(world: World, fault: Fault) -> None:
    async with world.serving() as discord:
        discord.rest.faults.append(fault)
        opened = await discord.slash("ask", question=ASKED)
        assert "September" in await discord.answer(opened)

    assert fault.times == 0
    assert len(world.library.questions) == 1
    assert not discord.replies()


@pytest.mark.parametrize(
    "fault",
    [
        Fault(CREATE, status=503),
        Fault(CREATE, status=500, after=True),
        Fault(CREATE, cut=True, after=True),
        rate_limited(CREATE, 0.1, via=True),
        rate_limited(CREATE, 0.1, via=False),
        Fault(r"/typing", status=403, body={"code": 50013, "message": "no"}),
    ],
    ids=lambda fault: f"{fault.pattern[:5]}-{fault.status}-cut{fault.cut}-after{fault.after}",
)
async def test_a_mention_is_replied_to_once_whatever_a_request_meets(world: World, fault: Fault) -> None:
    async with world.serving() as discord:
        discord.rest.faults.append(fault)
        message = await discord.write(MENTION)
        await discord.until(lambda: discord.replies(message))
        await asyncio.sleep(0.05)

    assert fault.times == 0
    assert len(discord.replies()) == 1


async def test_a_mention_where_the_bot_may_not_read_what_went_before_is_answered_all_the_same(world: World) -> None:
    async with world.serving() as discord:
        discord.rest.faults.append(Fault(CREATE, status=403, body={"code": 160002, "message": "no history"}))
        await discord.write(MENTION)
        await discord.until(discord.replies)

    (reply,) = discord.replies()
    assert "September" in text_of(reply)
    assert "message_reference" not in discord.rest.sent[-1].body


async def test_who_mentions_the_role_of_the_bot_is_answered_where_messages_are_read(world: World) -> None:
    world.settings["MESSAGE_CONTENT"] = "yes"
    async with world.serving() as discord:
        await discord.write(f"<@&{OWN_ROLE}> {ASKED}?", mention_roles=[OWN_ROLE])
        await discord.until(discord.replies)
        await discord.write(f"<@&{ROLE}> {ASKED}?", mention_roles=[ROLE])

    assert "September" in text_of(discord.replies()[0])
    assert [question.text for question in world.library.questions] == [f"{ASKED}?"]


async def test_who_mentions_the_role_of_the_bot_is_told_what_to_do_where_messages_are_not_read(world: World) -> None:
    async with world.serving() as discord:
        await discord.write("", mention_roles=[OWN_ROLE])
        await discord.until(discord.replies)

    assert text_of(discord.replies()[0]) == ENGLISH("ask.by_role")
    assert not world.library.questions


async def test_the_bot_is_seen_typing_until_it_has_answered(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "TYPING_SECONDS", 0.01)
    world.library.gate.clear()
    async with world.serving() as discord:
        await discord.write(MENTION)
        await discord.until(lambda: len(typing(discord)) > 2)
        world.library.gate.set()
        await discord.until(discord.replies)
        await asyncio.sleep(0.05)
        before = len(typing(discord))
        await asyncio.sleep(0.05)

    assert len(typing(discord)) == before


@pytest.mark.parametrize("event", ["MESSAGE_DELETE", "MESSAGE_DELETE_BULK"])
async def test_a_question_that_was_taken_back_is_not_answered(world: World, event: str) -> None:
    world.library.gate.clear()
    async with world.serving() as discord:
        message = await discord.write(MENTION)
        await discord.until(lambda: world.library.questions)
        which = {"id": message["id"], "ids": [message["id"]], "channel_id": CHANNEL, "guild_id": GUILD}
        await discord.gateway.dispatch(event, which)
        other = await discord.write(MENTION)
        await discord.until(lambda: len(world.library.questions) == 2)
        world.library.gate.set()
        await discord.until(discord.replies)
        await asyncio.sleep(0.05)

    assert len(discord.replies()) == 1
    assert discord.replies(other)


async def test_a_message_that_mentions_the_bot_only_after_an_edit_is_answered_once(world: World) -> None:
    async with world.serving() as discord:
        message = await discord.write(ASKED)
        await discord.edit(message, MENTION)
        await discord.until(lambda: discord.replies(message))
        await discord.edit(message, f"{MENTION}?")
        old = await discord.write("", id=snowflake(time.time() - 3600))
        await discord.edit(old, MENTION)
        await asyncio.sleep(0.05)

    assert "September" in text_of(discord.replies(message)[0])
    assert len(discord.replies()) == 1


@pytest.mark.parametrize(("edited", "answered"), [(ASKED, 0), (f"{MENTION} again?", 1)], ids=["taken back", "mended"])
async def test_a_question_that_is_edited_before_its_answer_is_what_it_says_then(
    world: World, edited: str, answered: int
) -> None:
    world.library.gate.clear()
    async with world.serving() as discord:
        message = await discord.write(MENTION)
        await discord.until(lambda: world.library.questions)
        await discord.edit(message, edited)
        await discord.until(lambda: len(world.library.questions) == 1 + answered)
        world.library.gate.set()
        await discord.until(lambda: len(discord.replies()) == answered)
        await asyncio.sleep(0.05)

    assert len(discord.replies()) == answered
    assert not answered or "again?" in text_of(discord.replies()[0])


async def test_who_has_given_up_waiting_is_left_in_peace(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")
    async with world.serving() as discord:
        discord.rest.faults.append(gone(CALLBACK, 404, 10062))
        opened = await discord.slash("ask", question=ASKED)
        await discord.until(
            lambda: "nobody to answer" in caplog.text or discord.rest.sent[-1].path.endswith("callback")
        )

    assert not opened.shown
    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


@pytest.mark.parametrize(("status", "code"), [(401, 50027), (404, 10015)])
async def test_an_answer_that_comes_too_late_is_written_into_the_channel(world: World, status: int, code: int) -> None:
    async with world.serving() as discord:
        discord.rest.faults.append(gone(EDIT, status, code))
        await discord.slash("ask", question=ASKED)
        await discord.until(discord.replies)

    (reply,) = discord.replies()
    assert "September" in text_of(reply)


@pytest.mark.parametrize("is_open", [True, False])
async def test_a_reindex_longer_than_its_interaction_is_told_to_the_curator_alone(world: World, is_open: bool) -> None:
    world.library.gate.clear()
    async with world.serving() as discord:
        opened = await discord.slash("reindex", permissions=SPEAK | MANAGE_GUILD)
        await discord.until(lambda: opened.shown)
        if not is_open:
            discord.rest.faults.append(gone(rf"POST /channels/{WHISPERS}/messages", 403, 50007))
        opened.created -= 15 * 60 + 1
        world.library.gate.set()
        whispers = f"/channels/{WHISPERS}/messages"
        await discord.until(lambda: any(sent.path == whispers for sent in discord.rest.sent))

    assert "Looking through the files" in text_of(opened.shown[-1])
    assert [sent.status for sent in discord.rest.sent if sent.path == whispers] == [200 if is_open else 403]
    assert not [sent for sent in discord.rest.sent if sent.path == f"/channels/{CHANNEL}/messages"]
    if is_open:
        (reply,) = discord.replies()
        assert "1 added" in text_of(reply)


async def test_where_the_bot_may_not_write_it_is_silent(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")
    async with world.serving() as discord:
        discord.rest.faults.append(gone(CREATE, 403, 50013))
        await discord.write(MENTION)
        await discord.until(lambda: any(s.status == 403 for s in discord.rest.sent))

    assert not [r for r in caplog.records if r.levelno >= logging.ERROR]


async def test_many_questions_at_once_are_each_answered_once(world: World) -> None:
    async with world.serving() as discord:
        opened = [await discord.slash("ask", question=f"{ASKED} {n}") for n in range(3)]
        for each in opened:
            assert "September" in await discord.answer(each)

    assert [len(each.shown) for each in opened] == [1, 1, 1]


@pytest.mark.skipif(not openapi.FILE.exists(), reason="Discord's OpenAPI file is not beside this checkout")
def test_the_checker_finds_what_discord_would_not_understand() -> None:
    check = openapi.description().check
    path = "/channels/1/messages"
    check("POST", path, {"content": "hello", "flags": 4, "allowed_mentions": {"parse": []}})
    with pytest.raises(openapi.Unknown, match="allowed_mention"):
        check("POST", path, {"content": "hello", "allowed_mention": {"parse": []}})
    with pytest.raises(openapi.Unknown, match="colour"):
        check("POST", path, {"components": [{"type": 17, "colour": 1, "components": [{"type": 14}]}], "flags": 1 << 15})
    with pytest.raises(LookupError):
        check("POST", "/channels/1/whispers", None)
