"""What is true of the shop: its hours, channels, people, busy times and what people write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

SEED = 790
FIRST_TICKET_ID = 81_204_311
ZONE = ZoneInfo("Europe/Berlin")
FIRST_DAY, LAST_DAY = date(2025, 11, 21), date(2026, 11, 20)
DATA_END = datetime(2026, 11, 20, 23, 41, tzinfo=ZONE).astimezone(UTC)
MESSAGES_CSV_START = DATA_END - timedelta(weeks=8)
PHONE_RATINGS_START = datetime(2026, 5, 21, tzinfo=ZONE).astimezone(UTC)
STRIKE_DAYS = (date(2026, 11, 2), date(2026, 11, 8))
CLOSED_DAYS = {
    date(2025, 12, 25),
    date(2025, 12, 26),
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 1),
}
STAFFED_HOURS = {0: (8, 20), 1: (8, 20), 2: (8, 20), 3: (8, 20), 4: (8, 20), 5: (9, 17)}

TICKETS_PER_DAY = 33.4
WEEKDAY_FACTOR = (1.30, 1.14, 1.08, 1.05, 1.03, 0.82, 0.54)
SEASON = (
    (date(2025, 12, 24), 1.52),
    (date(2026, 1, 12), 1.18),
    (date(2026, 3, 1), 0.88),
    (date(2026, 9, 1), 0.83),
    (date(2026, 10, 12), 1.0),
    (LAST_DAY, 1.12),
)
HOUR_WEIGHTS = (
    1,
    0.6,
    0.4,
    0.3,
    0.3,
    0.6,
    2,
    4,
    7,
    9,
    10,
    9.5,
    8,
    8,
    8.5,
    8,
    7.5,
    7,
    6,
    5,
    4.5,
    4,
    2.5,
    1.5,
)
STRIKE_VOLUME, STRIKE_DELAY, STRIKE_CSAT_LOSS, STRIKE_REASON_SHARE = 1.6, 3.0, 0.13, 0.45
EMAIL_DELAY_A_YEAR_AGO = 1.6  # times today's
CHAT_KEPT_OFF_HOURS = 0.13
NEW_CUSTOMER_SHARE, FOLLOW_UP_CONTACT_SHARE = 0.51, 0.10
BOT_SHARE = {"email": 0.095, "chat": 0.165, "instagram-direct-message": 0.03, "whatsapp": 0.03}
HANDOVER_SHARE, BOT_RATED_SHARE, BOT_CSAT = 0.055, 0.03, 0.8
OUTBOUND_SHARE = {"email": 0.055, "chat": 0.018}
CLOSED_UNANSWERED_SHARE, FORGOTTEN_SHARE = 0.058, 0.010
FORGOTTEN_CLOSED_AFTER = timedelta(days=30)
REOPEN_SHARE, THANKS_SHARE, LINE_BREAK_SHARE, MICROSECOND_SHARE = 0.07, 0.22, 0.12, 0.15
RATED_SHARE, FIVE_AMONG_GOOD, SLOW_CSAT_LOSS = 0.28, 0.76, 0.04
PHONE_ASKED_SHARE, PHONE_ANSWERED_SHARE, COMMENT_SHARE = 0.85, 0.31, 0.4

SHOP_DOMAIN = "fjordandfield.example"
CUSTOMER_DOMAINS = ("mail.example", "post.example", "inbox.example", "web.example")


@dataclass(frozen=True)
class Channel:
    """How a channel behaves; times are medians in seconds."""

    name: str
    weight: float
    integration: tuple[str, str]
    first_reply: float
    reply: float
    customer_reply: float
    close: float
    spread: float
    one_touch: float
    live: bool = False
    abandoned: float = 0.0


@dataclass(frozen=True)
class Person:
    """Who writes: a customer, an agent or the bot."""

    name: str
    address: str


@dataclass(frozen=True)
class Agent(Person):
    """One of the team: skill, shift and which channels they mostly take."""

    csat: float
    slowness: float
    one_touch: float
    weekdays: str
    hours: tuple[int, int]
    channel_weights: tuple[float, ...]
    started: date = FIRST_DAY


@dataclass(frozen=True)
class Customer(Person):
    """Somebody who bought, or thinks of it."""

    id: int
    language: str


# After the integration: first_reply, reply, customer_reply, close, spread, one_touch, ...
EMAIL, CHAT, PHONE, INSTAGRAM, WHATSAPP = CHANNELS = (
    Channel("email", 41.5, ("Support", "gmail"), 3300, 3500, 5800, 2200, 0.85, 0.60),
    Channel("chat", 30, ("Shop chat", "gorgias_chat"), 130, 100, 90, 720, 0.75, 0.36, True, 0.042),
    Channel("phone", 13.2, ("Hotline", "phone"), 38, 200, 60, 430, 0.45, 0.92, True, 0.064),
    Channel(
        "instagram-direct-message", 8.7, ("Shop", "instagram"), 2900, 1900, 2500, 1500, 0.9, 0.5
    ),
    Channel("whatsapp", 6.6, ("WhatsApp", "whatsapp"), 105, 220, 220, 720, 0.8, 0.42),
)
MILO = Person("Milo (AI Agent)", f"milo@{SHOP_DOMAIN}")


# Weekdays count from Monday = 0; channel weights are in the order of CHANNELS.
JONAS = Agent(
    "Jonas Weber",
    f"jonas@{SHOP_DOMAIN}",
    csat=0.91,
    slowness=0.95,
    one_touch=1.00,
    weekdays="01234",
    hours=(8, 16),
    channel_weights=(1.5, 3, 5, 1, 2),
)
AGENTS = (
    Agent(
        "Ines Moreau",
        f"ines@{SHOP_DOMAIN}",
        csat=0.975,
        slowness=0.70,
        one_touch=1.25,
        weekdays="01234",
        hours=(8, 16),
        channel_weights=(3.5, 2, 1, 1, 1),
    ),
    JONAS,
    Agent(
        "Zoë Lindqvist",
        f"zoe@{SHOP_DOMAIN}",
        csat=0.95,
        slowness=0.90,
        one_touch=1.10,
        weekdays="12345",
        hours=(8, 17),
        channel_weights=(4, 2, 1, 7, 2),
    ),
    Agent(
        "Mehmet Aydin",
        f"mehmet@{SHOP_DOMAIN}",
        csat=0.93,
        slowness=0.90,
        one_touch=1.05,
        weekdays="01234",
        hours=(12, 20),
        channel_weights=(1, 1, 6, 1, 6),
    ),
    Agent(
        "Clara Hoffmann",
        f"clara@{SHOP_DOMAIN}",
        csat=0.93,
        slowness=1.10,
        one_touch=1.10,
        weekdays="012",
        hours=(8, 13),
        channel_weights=(6, 1, 1, 2, 0.5),
    ),
    Agent(
        "Tom Becker",
        f"tom@{SHOP_DOMAIN}",
        csat=0.775,
        slowness=1.60,
        one_touch=0.70,
        weekdays="01234",
        hours=(11, 20),
        channel_weights=(5, 3, 1, 2, 1),
    ),
    Agent(
        "Priya Nair",
        f"priya@{SHOP_DOMAIN}",
        csat=0.96,
        slowness=0.65,
        one_touch=1.20,
        weekdays="01234",
        hours=(9, 18),
        channel_weights=(3, 6, 1, 3, 4),
    ),
    Agent(
        "Lukas Brandt",
        f"lukas@{SHOP_DOMAIN}",
        csat=0.865,
        slowness=1.25,
        one_touch=0.85,
        weekdays="12345",
        hours=(9, 18),
        channel_weights=(4, 2, 4, 1, 1),
    ),
    Agent(
        "Sofia Rossi",
        f"sofia@{SHOP_DOMAIN}",
        csat=0.86,
        slowness=1.40,
        one_touch=0.80,
        weekdays="01234",
        hours=(9, 17),
        channel_weights=(1.5, 1, 0.3, 0.4, 0.3),
        started=date(2026, 10, 2),
    ),
)
# fmt: off
FIRST_NAMES = (
    "Anna", "Ben", "Chloé", "David", "Elif", "Émile", "Freya", "Greta", "Håkon", "Ida",
    "Jürgen", "Käthe", "Léa", "Liam", "Marie", "Noah", "Olivia", "Paul", "Renée", "Sören",
    "Theo", "Ursula", "Vera", "Will", "Yara", "Zsófia", "Björn", "Hélène", "Mia", "Finn",
)
LAST_NAMES = (
    "Müller", "Schmidt", "Dubois", "Lefèvre", "Jansen", "Olsen", "Østby", "Smith", "Brown",
    "Wójcik", "García", "Rossi", "Køhler", "Weiß", "Schäfer", "Bauer", "Peeters", "Martin",
    "Byrne", "Kaya", "Novák", "Lund", "Vogel", "Krüger", "Girard", "Taylor", "Hughes", "Costa",
    "Meyer", "Fischer",
)
# fmt: on
STRIKE_REASON = "Shipping::Courier strike"
# reason: weight, subject, opening message
REASONS = {
    "Shipping::Where is my order": (22, "Where is my order?", "Hi, where is my order {order}?"),
    "Shipping::Delayed": (9, "Parcel is late", "My parcel {order} should have come on Tuesday."),
    STRIKE_REASON: (0, "Strike: my parcel", "I read about the strike. When will {order} come?"),
    "Returns::Refund": (13, "Refund", "I sent my return back but see no refund yet."),
    "Returns::How to return": (9, "Return", "How do I return a jacket that does not fit?"),
    "Returns::Exchange": (6, "Exchange size", "Could I swap the boots for one size up?"),
    "Product::Defect": (8, "Broken zip", "The zip broke after two weeks."),
    "Product::Question": (11, "Product question", "Is the tent fine for light snow?"),
    "Order::Change address": (5, "Change address", "Please send {order} to my new address."),
    "Order::Cancel": (4, "Cancel order", "I would like to cancel {order}."),
    "Payment::Voucher": (4, "Voucher code", "The voucher code does not work at checkout."),
    "": (9, "Question", "Hello, I have a question about my account."),
}
BOT_REASONS = ("Shipping::Where is my order",) * 8 + ("Returns::How to return",)
BOT_TOPICS = {
    "Shipping::Where is my order": "Order status",
    "Returns::How to return": "Return policy",
}
HANDOVERS = ("Handover::Customer asked for a person", "Handover::Not confident")
PRODUCTS = ("", "", "", "Tents::Fjell 2", "Boots::Trail Mid", "Jackets::Regn", "Packs::Dal 40")
TAGS = ("", "", "", "", "vip", "urgent", "b2b")
PRIORITIES = ("normal",) * 8 + ("high", "low")
RESOLUTIONS = ("", "Information given", "Information given", "Refunded", "Replacement sent")
OPENINGS = {
    "de": (
        "Guten Tag, wo bleibt meine Bestellung {order}?",
        "Hallo, ich hätte eine Frage zu meiner Rücksendung.",
        "Der Reißverschluss ist kaputt, was nun?",
    ),
    "fr": ("Bonjour, où est ma commande {order} ?", "Je voudrais être remboursée, merci."),
}
REPLIES = {
    "en": (
        "Sorry about that! I have just sorted it out for you.",
        "Thanks for writing. It is on its way, see the tracking link.",
        "Happy to help: the label is attached, just drop it off.",
        "I have checked with the warehouse; it leaves today.",
        "Of course. Could you tell me your size, please?",
    ),
    "de": (
        "Danke für Ihre Nachricht, das ist jetzt erledigt.",
        "Gern! Das Rücksende-Etikett liegt bei.",
    ),
    "fr": ("Merci pour votre message, c'est réglé.", "Voici le lien de suivi."),
}
FOLLOW_UPS = {
    "en": (
        "Thanks, and how long will that take?",
        "It still does not work, I'm afraid.",
        "Size 42, please.",
        "The order number is {order}.",
    ),
    "de": ("Und wie lange dauert das?", "Größe 42 bitte."),
    "fr": ("Taille 42, merci.",),
}
THANKS = {
    "en": ("Perfect, thank you!", "Great, thanks."),
    "de": ("Super, vielen Dank!",),
    "fr": ("Parfait, merci !",),
}
GREETINGS = {"en": "Hi {name},\n\n", "de": "Hallo {name},\n\n", "fr": "Bonjour {name},\n\n"}
BOT_ANSWER = "Your order is on its way; here is the tracking link."
BOT_HANDOVER = "Let me get a colleague for you."
OUTBOUND_BODIES = {
    "email": "A quick note: your order ships one day later than planned.",
    "chat": "Hi! Looking at tents? I can help you choose.",
}
CALL = "Inbound call"
CALL_NOTE = "Call note: answered the question, customer informed."
GOOD_COMMENTS = (
    "Sehr nett, danke!",
    "Quick and friendly",
    'Solved it "on the spot"; great',
    "Super schnell geholfen",
    "Très aimable",
    "Könnte nicht besser sein",
)
BAD_COMMENTS = (
    "Long wait, no solution",
    'Was told "tomorrow" twice',
    "Rückruf kam nie",
    "Had to explain everything again",
)
