"""Nothing is said to have changed where nothing did: made shops through the whole product.

Times to the solution are lognormal, median 27.6 h, sigma 1.8, 400 tickets in each of two periods of 28 days. Ten
shops of each kind here, 300 in a soak.
"""

from __future__ import annotations

import csv
import math
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from queries.session import Session, open_session
from tests.conftest import config_with
from tests.soak import tries

SHOPS = tries(10, 300)
BEGIN = datetime(2026, 1, 1)
DAYS, TICKETS, MEDIAN = 28, 400, 27.6
END = BEGIN + timedelta(days=2 * DAYS)


def export(path: Path, later: float) -> Path:
    """Write `SHOPS` shops, each a team; `later` is the median of the second period in hours."""
    chance = random.Random(later)
    with path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out).writerow
        write(["id", "created", "channel", "team", "status", "solved"])
        for shop in range(SHOPS):
            for n in range(2 * TICKETS):
                median = MEDIAN if n < TICKETS else later
                begin = BEGIN + timedelta(days=DAYS * (n // TICKETS))
                created = begin + timedelta(days=chance.random() * DAYS)
                solved = created + timedelta(hours=chance.lognormvariate(math.log(median), 1.8))
                over = solved < END
                write(
                    [
                        f"{shop}-{n}",
                        f"{created:%Y-%m-%d %H:%M:%S}",
                        "email",
                        f"shop {shop}",
                        "solved" if over else "open",
                        f"{solved:%Y-%m-%d %H:%M:%S}" if over else "",
                    ]
                )
    return path


def arrows(session: Session) -> list[bool | None]:
    """Return, shop by shop, which way the resolution is said to have changed."""
    found = []
    for shop in range(SHOPS):
        card = session.scorecard(session.request("2026-01-29..2026-02-25", team=f"shop {shop}"))
        [row] = [row for row in card.rows if row.result.key == "resolution_time"]
        found.append(row.change.better if row.change else None)
    return found


@pytest.mark.parametrize(("later", "least", "most"), [(MEDIAN, 0.0, 0.1), (MEDIAN / 2, 0.9, 1.0)])
def test_resolution_has_an_arrow_only_where_it_changed(
    tmp_path: Path, later: float, least: float, most: float
) -> None:
    columns = {"ticket_id": "id", "created_at": "created", "channel": "channel", "team": "team"}
    columns |= {"status": "status", "resolved_at": "solved"}
    path = export(tmp_path / "shops.csv", later)
    config = config_with(tmp_path, {"exports": [{"paths": [str(path)], "columns": columns}]})
    with open_session([str(path)], config) as session:
        found = arrows(session)
    better = sum(arrow is True for arrow in found) / SHOPS
    assert least <= better <= most
    assert sum(arrow is False for arrow in found) / SHOPS <= 0.1 - (least > 0) * 0.1
