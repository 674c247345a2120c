"""Who answers: whom the server's own command names, else the login that the process runs under."""

from __future__ import annotations

import os
import pwd

from queries.text import clean


def person(named: str | None) -> str:
    """Return who answers.

    Never a variable of the environment: that is whatever the person at the other end sets.
    """
    if named and (told := clean(named, 80).strip()):
        return told
    try:
        return clean(pwd.getpwuid(os.getuid()).pw_name, 80)
    except KeyError:
        return f"uid {os.getuid()}"
