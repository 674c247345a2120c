"""Make the sample data: one support year of Fjord & Field, an invented outdoor web shop.

Nine people and a bot ("Milo") answer e-mail, chat, phone, Instagram and WhatsApp for customers
in Germany, France and elsewhere. The data ends on Friday 2026-11-20 at 23:41 in Berlin; in the
week of 2026-11-02 a courier strike hits the desk. Written next to this script:

tickets.csv                the helpdesk's ticket export (Gorgias columns), the whole year
messages_last_8_weeks.csv  the helpdesk's message export, the last eight weeks
messages_year.parquet      the same columns for the whole year
phone_ratings.csv          ratings of phone and WhatsApp contacts from another survey tool

The same script always makes the same files. A few real-life blemishes are part of the data.
"""

from __future__ import annotations

import csv
import json
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import shop_facts as shop
from shop_facts import Customer
from shop_hours import local, seconds_between
from shop_year import Desk, Ticket

FOLDER = Path(__file__).resolve().parent
TICKET_HEADER = (
    "Ticket id,Tags,Initial channel,Priority,Last used integration name,"
    "Last used integration type,Created by an agent,Subject,Creation date,Closed date,"
    "Survey score,Survey replied date,Assignee name,Assignee email,Customer email,"
    "Customer name,First response time (s),Resolution time (s),Number of agent messages,"
    "Number of customer messages,Contact reason,Product,Resolution,Ticket URL,"
    "Ticket Field: AI Agent Outcome"
)
MESSAGE_HEADER = "id,subject,body_text,sent_datetime,customer_id,sender_info"
RATING_HEADER = "Ticket;Rated on;Stars;Asked agent;Comment"


def add_blemishes(desk: Desk) -> None:
    """What real exports contain: impossible times, a lost date, a wrong score, two spellings."""
    recent = [each for each in desk.tickets if each.created > shop.MESSAGES_CSV_START]
    desk.rng.shuffle(recent)

    def take(count: int, fits: Callable[[Ticket], bool]) -> list[Ticket]:
        taken = [each for each in recent if each.closed and each.replies() and fits(each)][:count]
        for each in taken:
            recent.remove(each)
        return taken

    for ticket in take(2, lambda each: each.channel is shop.CHAT and not each.outbound):
        early = timedelta(seconds=desk.rng.randint(20, 90))
        ticket.replies()[0].at = ticket.created - early
    for ticket in take(1, lambda each: each.channel is shop.EMAIL):
        ticket.creation_lost = True
    for ticket in take(1, lambda each: each.score is not None and each.channel is shop.EMAIL):
        ticket.score = 9
    for number, ticket in enumerate(take(6, lambda each: each.assignee is shop.JONAS)):
        ticket.assignee_spelling = shop.JONAS.name.lower() if number % 2 else shop.JONAS.name + " "


def ticket_row(rng: random.Random, ticket: Ticket) -> list[object]:
    """The ticket as a row of the ticket export."""
    other_tool = ticket.channel in (shop.PHONE, shop.WHATSAPP)
    replies = ticket.replies()
    first_reply = replies[0].at.replace(microsecond=0) if replies else None
    scored = None if other_tool else ticket.scored
    strike = ticket.reason == shop.STRIKE_REASON
    return [
        ticket.id,
        "courier-strike" if strike else rng.choice(shop.TAGS),
        ticket.channel.name,
        rng.choice(shop.PRIORITIES),
        *ticket.channel.integration,
        ticket.outbound,
        shop.REASONS[ticket.reason][1],
        "" if ticket.creation_lost else local(ticket.created),
        local(ticket.closed) if ticket.closed else "",
        ticket.score if scored else "",
        local(scored) if scored else "",
        ticket.assignee_spelling,
        ticket.assignee.address if ticket.assignee else "",
        ticket.customer.address,
        ticket.customer.name,
        ""
        if first_reply is None or ticket.outbound
        else seconds_between(ticket.created, first_reply),
        seconds_between(ticket.created, ticket.closed) if ticket.closed else "",
        len(replies),
        sum(isinstance(each.sender, Customer) for each in ticket.messages),
        ticket.reason,
        rng.choice(shop.PRODUCTS),
        rng.choice(shop.RESOLUTIONS) if ticket.closed and replies else "",
        f"https://{shop.SHOP_DOMAIN}/t/{ticket.id}",
        ticket.outcome,
    ]


def message_rows(tickets: Iterable[Ticket], start: datetime) -> Iterator[list[object]]:
    """Every message since `start`, ticket by ticket."""
    for ticket in tickets:
        for message in sorted(ticket.messages, key=lambda each: each.at):
            if message.at >= start:
                fraction = f".{message.at.microsecond:06}" if message.at.microsecond else ""
                sender = {"name": message.sender.name, "address": message.sender.address}
                yield [
                    ticket.id,
                    shop.REASONS[ticket.reason][1],
                    message.body,
                    local(message.at) + fraction,
                    ticket.customer.id,
                    json.dumps(sender, ensure_ascii=False),
                ]


def rating_rows(desk: Desk) -> list[list[object]]:
    """The other survey tool's rows: who was asked, and the stars that came back."""
    rows: list[list[object]] = []
    for ticket in desk.tickets:
        asked = ticket.score is not None or desk.chance(shop.PHONE_ASKED_SHARE)
        by_this_tool = ticket.channel in (shop.PHONE, shop.WHATSAPP) and ticket.assignee
        if asked and by_this_tool and ticket.closed and ticket.closed >= shop.PHONE_RATINGS_START:
            at = (ticket.scored or ticket.closed).astimezone(shop.ZONE)
            stars = "" if ticket.score is None else ticket.score
            rated_on = at.strftime("%d.%m.%Y %H:%M")
            rows.append(
                [ticket.id, rated_on, stars, ticket.assignee_spelling, comment(desk, ticket)]
            )
    answered = [row for row in rows if row[2] != ""]
    desk.rng.choice(answered)[1] = "01.01.1900 00:00"
    return rows


def comment(desk: Desk, ticket: Ticket) -> str:
    """A few words that fit the stars, or none."""
    if ticket.score is None or not desk.chance(shop.COMMENT_SHARE):
        return ""
    return desk.rng.choice(shop.GOOD_COMMENTS if ticket.score > 3 else shop.BAD_COMMENTS)


def write_csv(
    path: Path, header: str, rows: Iterable[Sequence[object]], delimiter: str = ","
) -> None:
    """Write the rows under their header, with LF line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header.split(delimiter))
        writer.writerows(rows)


def write_year_of_messages(tickets: Sequence[Ticket]) -> None:
    """The message export of the whole year as Parquet, read from the text of the CSV form."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as database:
        year = Path(folder) / "messages.csv"
        write_csv(year, MESSAGE_HEADER, message_rows(tickets, datetime.min.replace(tzinfo=UTC)))
        database.execute("SET threads = 1")
        types = dict.fromkeys(MESSAGE_HEADER.split(","), "VARCHAR")
        types |= {"id": "BIGINT", "customer_id": "BIGINT"}
        database.read_csv(str(year), dtype=types).write_parquet(
            str(FOLDER / "messages_year.parquet"), compression="zstd"
        )


def main() -> None:
    """Write the four files."""
    desk = Desk(shop.SEED)
    desk.play()
    add_blemishes(desk)
    write_csv(
        FOLDER / "tickets.csv",
        TICKET_HEADER,
        (ticket_row(desk.rng, ticket) for ticket in desk.tickets),
    )
    write_csv(
        FOLDER / "messages_last_8_weeks.csv",
        MESSAGE_HEADER,
        message_rows(desk.tickets, shop.MESSAGES_CSV_START),
    )
    write_csv(FOLDER / "phone_ratings.csv", RATING_HEADER, rating_rows(desk), ";")
    write_year_of_messages(desk.tickets)


if __name__ == "__main__":
    main()
