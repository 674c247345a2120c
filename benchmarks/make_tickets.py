"""Tickets for the benchmarks: `tickets.csv` and the `config.yaml` that maps it, in a folder.

    python benchmarks/make_tickets.py --rows 1000000 --out FOLDER
    python benchmarks/make_tickets.py --rows 1000000 --out FOLDER --unsorted
    python benchmarks/make_tickets.py --rows 1000000 --out FOLDER --files 100

The same number of rows is the same file, everywhere: chance comes from MD5 of the row's number, and so
does the order of `--unsorted`. `--files` writes the same rows as `tickets-001.csv` and so on, each file
some days. `--stray-quote` opens a quote in the last column of line 3 that nothing closes. One
year of tickets on three channels, 40 agents; times scatter as real ones do, with a long tail; what
would happen after the export has not happened yet, so that tickets near its end are open.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import duckdb

CONFIG = """\
exports:
  - paths: [tickets*.csv]
    columns:
      ticket_id: Ticket ID
      created_at: Created time
      channel: Source
      agent: Agent Name
      first_response_at: First response time
      resolved_at: Resolution time
      status: Status
      agent_replies: Agent interactions
      csat: {column: Survey results, scale: 1-5}
      reason: Topic
definitions:
  use: peers
  sets:
    peers:                       # as the peers count: who still waits counts at their age
      statistic: median
      clock: calendar
      response_per: reply
      one_touch_of: solved
      unanswered: at_age
      resolution_by: created
"""

# Chance: each number below is uniform in (0, 1), out of 16 bits of a digest of the row's number.
MACROS = """
create macro part(digest, place) as (((digest >> (16 * place)) & 65535)::double + 0.5) / 65536;
create macro pick(words, chance) as words[1 + floor(chance * len(words))::integer];
-- Seconds around a median, log-logistic: a longer tail the greater `spread` is.
create macro scattered(median, chance, spread) as
  to_seconds(greatest(1, floor(median * (chance / (1 - chance)) ** spread))::bigint)
"""

TICKETS = """
with digests as (
  select i, md5_number_lower('a' || i) as a, md5_number_upper('a' || i) as b,
         md5_number_lower('b' || i) as c, md5_number_upper('b' || i) as d
  from range($first, $past) r(i)
),
drawn as (
  select i,
         timestamp '2025-01-01' + to_days((i * {days} // $rows)::integer)
           + to_seconds(floor(43200 * (part(a, 0) + part(a, 1)))::bigint) as created,
         part(a, 2) as channel_chance, part(a, 3) as response_chance,
         part(b, 0) as solve_chance, part(b, 1) as agent_chance,
         part(b, 2) as unanswered_chance, part(b, 3) as unsolved_chance,
         part(c, 0) as rated_chance, part(c, 1) as score_chance,
         part(c, 2) as replies_chance, part(c, 3) as topic_chance, part(d, 0) as word_chance
  from digests
),
channelled as (
  select *, case when channel_chance < 0.55 then 'Email'
                 when channel_chance < 0.85 then 'Chat' else 'Phone' end as source
  from drawn
),
would_be as (
  select *,
         case when unanswered_chance >= 0.04 then created + scattered(
           case source when 'Email' then 9000 when 'Chat' then 80 else 25 end, response_chance, 0.55)
         end as response
  from channelled
),
ended as (
  select *,
         case when unsolved_chance >= 0.03 then coalesce(response, created) + scattered(
           case source when 'Email' then 20000 when 'Chat' then 900 else 420 end, solve_chance, 0.6)
         end as solve
  from would_be
),
exported as (
  select * replace (case when response < timestamp '2026-01-01' then response end as response,
                    case when solve < timestamp '2026-01-01' then solve end as solve)
  from ended
)
select format('T{:08d}', i + 1) as "Ticket ID",
       strftime(created, '%Y-%m-%d %H:%M:%S') as "Created time",
       source as "Source",
       case when solve is not null or response is not null or word_chance < 0.5
            then pick($first_names, agent_chance * 8 % 1) || ' ' || pick($last_names, agent_chance)
       end as "Agent Name",
       strftime(response, '%Y-%m-%d %H:%M:%S') as "First response time",
       strftime(solve, '%Y-%m-%d %H:%M:%S') as "Resolution time",
       case when solve is not null then pick(['Closed', 'Closed', 'Resolved'], word_chance)
            else pick(['Open', 'In progress', 'Pending'], word_chance) end as "Status",
       case when response is null then 0
            else 1 + floor(4 * replies_chance ** 2)::integer end as "Agent interactions",
       case when solve is not null and rated_chance < 0.27
            then pick([5, 5, 5, 5, 5, 5, 4, 4, 3, 1], score_chance) end as "Survey results",
       pick($topics, topic_chance) as "Topic"
from exported
order by {order}
"""
ORDERS = {False: "i", True: "md5_number_lower('c' || i), i"}
DAYS = 365

FIRST_NAMES = ["Amara", "Bjarne", "Charlotte", "Dario", "Elif", "Fernando", "Greta", "Hugo"]
LAST_NAMES = ["Westcott", "Okafor", "Lindqvist", "Marchetti", "Hoogenboom"]
TOPICS = [
    "Order status",
    "Returns and refunds",
    "Shipping, delivery",  # quoted in the file, as commas are
    "Product question",
    "Pricing and licensing",
    "Account and login",
    "Damaged item",
    "Feature request",
    "Invoice",
    "Other",
]


def make_tickets(
    rows: int, folder: Path, *, unsorted: bool = False, files: int = 1, stray_quote: bool = False
) -> list[Path]:
    """Write `rows` tickets and the settings into `folder`; return the CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"tickets-{n:03}.csv" for n in range(1, files + 1)] if files > 1 else ["tickets.csv"]
    with duckdb.connect() as db:
        db.execute(MACROS)
        for place, name in enumerate(names):
            _write(db, folder / name, rows, _first_rows(rows, files)[place : place + 2], unsorted)
    targets = [folder / name for name in names]
    if stray_quote:
        _open_a_quote(targets[0])
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return targets


def _first_rows(rows: int, files: int) -> list[int]:
    """Return the number of each file's first row, and past the last; every file begins with a day."""
    days = [file * DAYS // files for file in range(files + 1)]
    return [-(-day * rows // DAYS) for day in days]


def _write(
    db: duckdb.DuckDBPyConnection, target: Path, rows: int, span: list[int], unsorted: bool
) -> None:
    quoted = str(target).replace("'", "''")
    tickets = TICKETS.replace("{days}", str(DAYS)).replace("{order}", ORDERS[unsorted])
    db.execute(
        f"copy ({tickets}) to '{quoted}' (format csv, header true)",
        {
            "rows": rows,
            "first": span[0],
            "past": span[1],
            "first_names": FIRST_NAMES,
            "last_names": LAST_NAMES,
            "topics": TOPICS,
        },
    )


def _open_a_quote(target: Path) -> None:
    """Open a quote in the last column of line 3."""
    lines = target.read_text(encoding="utf-8").split("\n")
    before, comma, last = lines[2].rpartition(",")
    lines[2] = f'{before}{comma}"{last}'
    target.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    """Read the command line and write the files."""
    parser = argparse.ArgumentParser(description="Write a year of tickets and their settings.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="how many tickets")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write into")
    parser.add_argument("--unsorted", action="store_true", help="the same rows, shuffled")
    parser.add_argument("--files", type=int, default=1, help="how many files, each some days")
    parser.add_argument("--stray-quote", action="store_true", help="open a quote in line 3")
    options = parser.parse_args()
    made = make_tickets(
        options.rows,
        options.out,
        unsorted=options.unsorted,
        files=options.files,
        stray_quote=options.stray_quote,
    )
    size = sum(target.stat().st_size for target in made) / 1e6
    print(f"{options.out}: {options.rows:,} tickets, {len(made)} file(s), {size:,.0f} MB")


if __name__ == "__main__":
    main()
