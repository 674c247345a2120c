"""What is to be known of the files that were read: the codes of `queries.exports`, each with its sentence."""

from __future__ import annotations

from tui.language import mark, marks

SENTENCES = {
    "above_scale": mark("{share} of {column} is above {bound}"),
    "advice": mark('to read the column "{column}": {settings} under {field} reads "{example}"'),
    "below_scale": mark("{share} of {column} is below {bound}"),
    "beside_in_archive": mark("in the archive and not read: {files}"),
    "cache_not_writable": mark(
        "the cache {folder} cannot be written ({why}): what is read now is read again at the next start"
    ),
    "buddhist_year": mark(
        "{year}: a Buddhist year? Then it is {meant}; export it again with years of the common calendar"
    ),
    "channel_not_known": mark(
        'channel "{channel}" is not known and not graded: name its class in your config (channels → names)'
    ),
    "counted_as": mark('"{spelling}" is counted as {name}'),
    "counted_as_with_spaces": mark('"{spelling}" (other spaces) is counted as {name}'),
    "csat_read_from": mark('CSAT is read from "{column}"; not read, though like ratings: {others}'),
    "dates_gone": mark(
        'the column "{column}" holds minutes and seconds ("{example}"): a spreadsheet showed it so and saved '
        "what it showed, the dates are gone; export it again and do not save it there"
    ),
    "encoding_by_bytes": mark(
        "encoding {encoding}, told by its bytes (charset-normalizer); `encoding:` in your config settles it"
    ),
    "encoding_by_config": mark("encoding {encoding}, as your config says"),
    "encoding_by_mark": mark("encoding {encoding}, as its first bytes say"),
    "figures_unknown": mark("{what}: its figures are unknown, since what is left is not a sample"),
    "file_without_channel": mark(
        "{file} has no channel, so its tickets are not graded: map one under columns "
        "(channel: Source, or channel: {{value: email}})"
    ),
    "for_example": mark('{what} (as "{example}")'),
    "is_it_scale": mark("{what} (is it {scale}?)"),
    "last_in_file": mark(
        "the last in the file counts; if that is not the newest, map the column that says when a row was "
        "changed (updated_at)"
    ),
    "last_in_file_but": mark(
        'the last in the file counts; if that is not the newest, map "{column}" (updated_at: {setting})'
    ),
    "is_nobody": mark('"{word}" ×{times} ({columns}; first line {line}) is nobody (team → nobody)'),
    "lies_alone": mark(
        "{file}, line {line}: {field} {at} lies alone, after all others: it moves no period"
    ),
    "line_by_line": mark("line {line} by line {by}"),
    "line_by_line_of": mark("{file}, line {line}, by {by_file}, line {by}"),
    "lonely_years": mark(
        "times before {first} and after {last} are years away from all others: rejected"
    ),
    "look_alike": mark("{what}: {one} and {other} look like one id"),
    "may_be_cut": mark("the last line has no line break: the file may be cut"),
    "mixes_alphabets": mark('"{name}" mixes alphabets: it may imitate another name'),
    "newest_by_updated_at": mark("the newest by updated_at counts"),
    "not_usable": mark("{share} of {column} cannot be used ({reason})"),
    "not_usable_words": mark(
        "{share} of {column} cannot be used ({reason}: under values, say which words are {words})"
    ),
    "nothing_times": mark("nothing ×{times} (first line {line})"),
    "no_messages_of_a_ticket": mark("none of the {of} messages of {file} belongs to a ticket"),
    "no_rating_read": mark("no rating is read; of {others}, csat names the one that is CSAT"),
    "no_ratings_of_a_ticket": mark("none of the {of} ratings of {file} belongs to a ticket"),
    "not_read": mark("not read: {files}: {why}"),
    "not_read_and_more": mark("not read: {files} and {more} more: {why}"),
    "of_file": mark("{file}: {what}"),
    "of_column": mark("{column}: {what}"),
    "older_versions": mark("older versions of a ticket, superseded: {lines}"),
    "one_counts": mark("one of them counts"),
    "one_of_several": mark("{name} is one of several people called {usual}"),
    "one_of_several_names": mark(
        '"{name}" can be each of several people of that name: counted on its own'
    ),
    "read_as_nothing": mark(
        '"{word}" ×{times} ({columns}; first line {line}) is read as nothing; empty: [{setting}] says so'
    ),
    "read_line_by_line": mark("read line by line: not every line is a record of its own"),
    "reshaped_ids": mark(
        "ids are written as a spreadsheet leaves them: {written} is read as {read}"
    ),
    "rows_as_ids": mark(
        "each row is a {what}, named by its file and line: the same contact in another export counts again"
    ),
    "setting": mark("`{setting}`"),
    "unconfirmed": mark(
        "{file} looks like {preset}, of which no file was ever seen: its tickets are counted, its times and "
        "ratings are not; if it is one, say `preset: {preset}` for it in your config (exports)"
    ),
    "unpacked": mark("unpacked from {packed}"),
    "value_times": mark('"{value}" ×{times} (first line {line})'),
    "values": mark("{values}: {reason}"),
}
# Those that depend on the number `n`.
COUNTED = {
    "and_more": marks("{what} and {n} more", "{what} and {n} more"),
    "bare_quotes": marks(
        "a quote inside a cell without quotes, kept as text: line {lines}",
        "a quote inside a cell without quotes, kept as text: lines {lines}",
    ),
    "before_header": marks("{n} line before the header", "{n} lines before the header"),
    "below_rows": marks("{n} line below the rows: {lines}", "{n} lines below the rows: {lines}"),
    "ids_of_several": marks(
        '{n} id stands in exports of several entries ("{example}") and counted as different tickets: where '
        "the entries are one system, give them the same source (exports → source)",
        '{n} ids stand in exports of several entries ("{example}") and counted as different tickets: where '
        "the entries are one system, give them the same source (exports → source)",
    ),
    "messages_without_ticket": marks(
        "{n} of the {of} messages of {file} belongs to no ticket",
        "{n} of the {of} messages of {file} belong to no ticket",
    ),
    "others": marks("{n} other", "{n} others"),
    "ratings_without_ticket": marks(
        "{n} of the {of} ratings of {file} belongs to no ticket",
        "{n} of the {of} ratings of {file} belong to no ticket",
    ),
    "repeated_rows": marks(
        "{file}: {n} of {of} rows are versions of a {what} in another row: {which}",
        "{file}: {n} of {of} rows are versions of a {what} in another row: {which}",
    ),
    "rows_rejected": marks(
        "{file}: {n} of {of} rows were rejected", "{file}: {n} of {of} rows were rejected"
    ),
    "value_rejected_in_rows": marks(
        "{file}: {n} of {of} rows have a value that was rejected",
        "{file}: {n} of {of} rows have a value that was rejected",
    ),
    "values_rejected_in_rows": marks(
        "{file}: {n} of {of} rows have a value that was rejected ({values} values)",
        "{file}: {n} of {of} rows have a value that was rejected ({values} values)",
    ),
}
# Why a row or value is rejected: the code is the English itself.
REASONS = (
    mark("first response before the ticket was created"),
    mark("first response years after the ticket was created"),
    mark("a carriage return inside an unquoted cell"),
    mark("a value behind the last column"),
    mark("less than no time"),
    mark("line too long"),
    mark("neither yes nor no"),
    mark("no creation time"),
    mark("no rating time"),
    mark("no sending time"),
    mark("no ticket id"),
    mark("no time"),
    mark("not a count"),
    mark("not a date and time"),
    mark("not a duration"),
    mark("not on the rating scale"),
    mark("outside the years that can be"),
    mark("quote in the wrong place"),
    mark("quote not closed"),
    mark("solved before the ticket was created"),
    mark("solved years after the ticket was created"),
    mark("the header again"),
)
