"""An export that nothing recognises → a mapping with reasons and doubts, by names and values.

`propose` looks at a file and returns one Proposal for each table in it that no preset and no entry of the
settings reads; `answered` lays a person's answer to a doubt over it; `as_settings` writes the entry
of `exports:` that it amounts to.
"""

from queries.exports.propose.proposal import (
    Choice,
    ChoiceCode,
    Doubt,
    DoubtCode,
    Kind,
    Proposal,
    Proposed,
    Reason,
    ReasonCode,
    answered,
)
from queries.exports.propose.propose import propose, propose_all
from queries.exports.propose.settings import as_settings, entry_of

__all__ = [
    "Choice",
    "ChoiceCode",
    "Doubt",
    "DoubtCode",
    "Kind",
    "Proposal",
    "Proposed",
    "Reason",
    "ReasonCode",
    "answered",
    "as_settings",
    "entry_of",
    "propose",
    "propose_all",
]
