"""Plays the shop's support year ticket by ticket."""

from __future__ import annotations

import math
import random
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import shop_facts as shop
from shop_facts import Agent, Channel, Customer, Person
from shop_hours import after_staffed, is_staffed, is_strike, on_duty, staffed_window


@dataclass
class Message:
    """One message of a ticket."""

    at: datetime
    sender: Person
    body: str


@dataclass
class Ticket:
    """A conversation as it stands when the data ends."""

    id: int
    created: datetime
    channel: Channel
    customer: Customer
    reason: str
    messages: list[Message] = field(default_factory=list)
    closed: datetime | None = None
    outcome: str = ""
    outbound: bool = False
    score: int | None = None
    scored: datetime | None = None
    assignee: Agent | None = None
    assignee_spelling: str = ""
    creation_lost: bool = False

    def replies(self) -> list[Message]:
        """What people of the team wrote, in order of time; the bot does not count."""
        return [message for message in self.messages if isinstance(message.sender, Agent)]


def plain(text: str) -> str:
    """Lower-case ASCII for addresses: 'Zoë' gives 'zoe'."""
    text = text.lower().replace("ß", "ss").replace("ø", "o").replace("ł", "l")
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def season_of_delay(ticket: Ticket) -> float:
    """How many times longer than on an ordinary day of the last month the customer waits."""
    factor = shop.STRIKE_DELAY if is_strike(ticket.created) else 1.0
    if ticket.channel is shop.EMAIL:
        years_ago = (shop.DATA_END - ticket.created) / timedelta(days=365)
        factor *= 1 + (shop.EMAIL_DELAY_A_YEAR_AGO - 1) * years_ago
    return factor


class Desk:
    """Plays the year ticket by ticket."""

    def __init__(self, seed: int) -> None:
        """The same seed plays the same year."""
        self.rng = random.Random(seed)
        self.customers: list[Customer] = []
        self.tickets: list[Ticket] = []

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.rng.random() < share

    def around(self, median: float, spread: float) -> float:
        """A log-normal draw."""
        return self.rng.lognormvariate(math.log(median), spread)

    def play(self) -> None:
        """Fill `tickets`; the last one arrives at the instant at which the data ends."""
        arrivals = sorted(
            arrival
            for number in range((shop.LAST_DAY - shop.FIRST_DAY).days + 1)
            for arrival in self.arrivals(shop.FIRST_DAY + timedelta(days=number))
        )
        ticket_id = shop.FIRST_TICKET_ID
        for created, number in [*arrivals, (shop.DATA_END, shop.CHANNELS.index(shop.EMAIL))]:
            ticket_id += self.rng.randint(1, 90)
            self.tickets.append(self.ticket(ticket_id, created, shop.CHANNELS[number]))

    def arrivals(self, day: date) -> Iterator[tuple[datetime, int]]:
        """The day's contacts: when, and the channel's place in CHANNELS."""
        season = next(factor for last, factor in shop.SEASON if day <= last)
        mean = shop.TICKETS_PER_DAY * season * shop.WEEKDAY_FACTOR[day.weekday()]
        if shop.STRIKE_DAYS[0] <= day <= shop.STRIKE_DAYS[1]:
            mean *= shop.STRIKE_VOLUME
        for _ in range(round(self.rng.gauss(mean, math.sqrt(mean)))):
            at = self.moment(day, range(24))
            channel = self.rng.choices(shop.CHANNELS, [each.weight for each in shop.CHANNELS])[0]
            off_hours_chat = channel is shop.CHAT and self.chance(shop.CHAT_KEPT_OFF_HOURS)
            if channel.live and not is_staffed(at) and not off_hours_chat:
                if staffed_window(day) is None:
                    channel = shop.EMAIL if self.chance(0.75) else shop.INSTAGRAM
                else:
                    at = self.moment(day, range(*shop.STAFFED_HOURS[day.weekday()]))
            if at < shop.DATA_END:
                yield at, shop.CHANNELS.index(channel)

    def moment(self, day: date, hours: Sequence[int]) -> datetime:
        """An instant of the day, in one of the hours, busy hours more often."""
        hour = self.rng.choices(hours, [shop.HOUR_WEIGHTS[each] for each in hours])[0]
        at = time(hour, self.rng.randrange(60), self.rng.randrange(60))
        return datetime.combine(day, at, shop.ZONE).astimezone(UTC)

    def ticket(self, ticket_id: int, created: datetime, channel: Channel) -> Ticket:
        """The whole story of one contact, cut off where the data ends."""
        if self.tickets and self.chance(shop.FOLLOW_UP_CONTACT_SHARE):
            earlier = self.rng.choice(self.tickets[-90:])
            customer, reason = earlier.customer, earlier.reason
        else:
            customer, reason = self.customer(), self.reason(created)
        ticket = Ticket(ticket_id, created, channel, customer, reason)
        self.tell(ticket)
        ticket.messages = [each for each in ticket.messages if each.at <= shop.DATA_END]
        if ticket.closed is not None and ticket.closed > shop.DATA_END:
            ticket.closed = None
        repliers = [each.sender for each in ticket.replies() if isinstance(each.sender, Agent)]
        if repliers:
            ticket.assignee = repliers[-1]
            ticket.assignee_spelling = repliers[-1].name
        self.survey(ticket)
        return ticket

    def customer(self) -> Customer:
        """Somebody new, or somebody who wrote before."""
        if self.customers and not self.chance(shop.NEW_CUSTOMER_SHARE):
            return self.rng.choice(self.customers)
        number = len(self.customers) + 1
        first, last = self.rng.choice(shop.FIRST_NAMES), self.rng.choice(shop.LAST_NAMES)
        address = f"{plain(first)}.{plain(last)}{number}@{self.rng.choice(shop.CUSTOMER_DOMAINS)}"
        language = self.rng.choices(("en", "de", "fr"), (86, 10, 4))[0]
        self.customers.append(Customer(f"{first} {last}", address, 400_000 + number, language))
        return self.customers[-1]

    def reason(self, created: datetime) -> str:
        """What the contact is about."""
        if is_strike(created) and self.chance(shop.STRIKE_REASON_SHARE):
            return shop.STRIKE_REASON
        return self.rng.choices(list(shop.REASONS), [row[0] for row in shop.REASONS.values()])[0]

    def tell(self, ticket: Ticket) -> None:
        """What becomes of the ticket: its messages and when it is closed."""
        name = ticket.channel.name
        if self.chance(shop.OUTBOUND_SHARE.get(name, 0)) and on_duty(ticket.created):
            self.tell_outbound(ticket)
            return
        self.say(ticket, ticket.created, ticket.customer, self.opening(ticket))
        if self.chance(shop.BOT_SHARE.get(name, 0)):
            self.tell_bot(ticket)
        elif ticket.channel.live and (
            not is_staffed(ticket.created) or self.chance(ticket.channel.abandoned)
        ):
            wait = 55 if ticket.channel is shop.PHONE else 1500
            ticket.closed = ticket.created + timedelta(seconds=int(self.around(wait, 0.5)))
        elif not ticket.channel.live and self.chance(shop.CLOSED_UNANSWERED_SHARE):
            ticket.closed = after_staffed(ticket.created, self.around(12_000, 0.9))
        elif not ticket.channel.live and self.chance(shop.FORGOTTEN_SHARE):
            ticket.closed = ticket.created + shop.FORGOTTEN_CLOSED_AFTER
        else:
            self.tell_served(ticket)

    def tell_outbound(self, ticket: Ticket) -> None:
        """The team writes first."""
        ticket.outbound = True
        agent = self.pick_agent(ticket, ticket.created)
        self.say(ticket, ticket.created, agent, shop.OUTBOUND_BODIES[ticket.channel.name])
        answered = ticket.created + timedelta(seconds=int(self.around(900, 0.8)))
        if self.chance(0.5):
            self.say(ticket, answered, ticket.customer, self.text(ticket, shop.THANKS))
        ticket.closed = answered + timedelta(seconds=60)

    def tell_bot(self, ticket: Ticket) -> None:
        """The bot answers at once and closes."""
        ticket.reason = self.rng.choice(shop.BOT_REASONS)
        ticket.messages[0].body = self.opening(ticket)
        ticket.outcome = f"Resolved::{shop.BOT_TOPICS[ticket.reason]}"
        answered = ticket.created + timedelta(seconds=self.rng.randint(5, 25))
        self.say(ticket, answered, shop.MILO, shop.BOT_ANSWER)
        ticket.closed = answered + timedelta(seconds=self.rng.randint(5, 30))

    def tell_served(self, ticket: Ticket) -> None:
        """People answer until it is solved; sometimes it comes back."""
        channel, waiting_since = ticket.channel, self.hand_over(ticket)
        taken_up = after_staffed(waiting_since, 0 if channel.live else self.around(2400, 0.8))
        agent = self.pick_agent(ticket, taken_up)
        wait = channel.first_reply * agent.slowness * season_of_delay(ticket)
        at = self.later(channel, waiting_since, wait)
        agent = self.reply(ticket, agent, at)
        while not self.chance(min(0.95, channel.one_touch * agent.one_touch)):
            at += timedelta(seconds=int(self.around(channel.customer_reply, 0.9)))
            self.say(ticket, at, ticket.customer, self.text(ticket, shop.FOLLOW_UPS))
            at = self.later(channel, at, channel.reply * agent.slowness)
            agent = self.reply(ticket, agent, at)
        ticket.closed = self.later(channel, at, channel.close)
        if self.chance(shop.THANKS_SHARE):
            thanked = at + (ticket.closed - at) / 2
            self.say(ticket, thanked, ticket.customer, self.text(ticket, shop.THANKS))
        if self.chance(shop.REOPEN_SHARE):
            ticket.closed = self.reopen(ticket, agent, ticket.closed)

    def hand_over(self, ticket: Ticket) -> datetime:
        """Since when the customer waits for a person: the bot may have been there first."""
        if ticket.channel not in (shop.EMAIL, shop.CHAT) or not self.chance(shop.HANDOVER_SHARE):
            return ticket.created
        ticket.outcome = self.rng.choice(shop.HANDOVERS)
        at = ticket.created + timedelta(seconds=self.rng.randint(8, 40))
        self.say(ticket, at, shop.MILO, shop.BOT_HANDOVER)
        return at

    def reopen(self, ticket: Ticket, agent: Agent, closed: datetime) -> datetime:
        """The customer comes back; returns when it is solved again."""
        again = closed + timedelta(seconds=int(self.around(40_000, 0.8)))
        self.say(ticket, again, ticket.customer, self.text(ticket, shop.FOLLOW_UPS))
        at = after_staffed(again, self.around(3000, 0.8))
        self.reply(ticket, agent, at)
        return after_staffed(at, 600)

    def later(self, channel: Channel, start: datetime, median: float) -> datetime:
        """After a wait: of elapsed time in live channels, of opening hours elsewhere."""
        seconds = self.around(median, channel.spread)
        if channel.live:
            return start + timedelta(seconds=max(5, int(seconds)))
        return after_staffed(start, seconds)

    def pick_agent(self, ticket: Ticket, at: datetime) -> Agent:
        """One of those at work, by how much of the channel they take."""
        number, present = shop.CHANNELS.index(ticket.channel), on_duty(at)
        return self.rng.choices(present, [each.channel_weights[number] for each in present])[0]

    def reply(self, ticket: Ticket, agent: Agent, at: datetime) -> Agent:
        """The agent, or whoever is there when the agent is not, answers."""
        present = on_duty(at)
        if present and agent not in present:
            agent = self.pick_agent(ticket, at)
        if ticket.channel is shop.PHONE:
            self.say(ticket, at, agent, shop.CALL_NOTE)
        else:
            self.say(ticket, at, agent, self.text(ticket, shop.REPLIES))
        return agent

    def say(self, ticket: Ticket, at: datetime, sender: Person, body: str) -> None:
        """Add a message; some carry microseconds, as in the real export."""
        if at < shop.DATA_END and self.chance(shop.MICROSECOND_SHARE):
            at = at.replace(microsecond=self.rng.randrange(1, 1_000_000))
        else:
            at = at.replace(microsecond=0)
        ticket.messages.append(Message(at, sender, body))

    def text(self, ticket: Ticket, texts: dict[str, tuple[str, ...]]) -> str:
        """A text in the customer's language, sometimes with a greeting above."""
        language = ticket.customer.language
        body = self.rng.choice(texts[language])
        if texts is not shop.THANKS and self.chance(shop.LINE_BREAK_SHARE):
            name = ticket.customer.name.split()[0] if texts is shop.REPLIES else "Fjord & Field"
            body = shop.GREETINGS[language].format(name=name) + body
        return body.format(order=self.order_number())

    def opening(self, ticket: Ticket) -> str:
        """The customer's first message."""
        if ticket.channel is shop.PHONE:
            return shop.CALL
        if ticket.customer.language in shop.OPENINGS:
            return self.text(ticket, shop.OPENINGS)
        return self.text(ticket, {"en": (shop.REASONS[ticket.reason][2],)})

    def order_number(self) -> str:
        """Any order number."""
        return f"#{self.rng.randint(30_000, 59_999)}"

    def survey(self, ticket: Ticket) -> None:
        """Some customers rate the help they got."""
        if ticket.closed is None or ticket.outbound:
            return
        is_bot = ticket.outcome.startswith("Resolved")
        by_other_tool = ticket.channel in (shop.PHONE, shop.WHATSAPP)
        rated_share = shop.PHONE_ANSWERED_SHARE if by_other_tool else shop.RATED_SHARE
        scored = ticket.closed + timedelta(seconds=int(self.around(5000, 1.3)))
        if not is_bot and ticket.assignee is None:
            return
        if self.chance(shop.BOT_RATED_SHARE if is_bot else rated_share) and scored <= shop.DATA_END:
            ticket.score, ticket.scored = self.score(ticket), scored

    def score(self, ticket: Ticket) -> int:
        """Stars by the agent's skill, less after a long wait and in the strike."""
        good = ticket.assignee.csat if ticket.assignee else shop.BOT_CSAT
        if any(ticket.replies()) and ticket.replies()[0].at - ticket.created > timedelta(days=1):
            good -= shop.SLOW_CSAT_LOSS
        if is_strike(ticket.created):
            good -= shop.STRIKE_CSAT_LOSS
        if self.chance(good):
            return 5 if self.chance(shop.FIVE_AMONG_GOOD) else 4
        return self.rng.choices((3, 2, 1), (5, 2, 3))[0]
