"""What is to be known of the files that were read: the codes of `queries.exports`, each with its sentence."""

from __future__ import annotations

from tui.language import mark, marks

# Why a row or a value is rejected, or kept in doubt.
_REASONS = {
    "carriage_return": mark("a carriage return inside an unquoted cell"),
    "header_again": mark("the header again"),
    "hour_skipped": mark("the clocks skipped this hour: read with the offset before"),
    "hour_twice": mark("this hour occurs twice: read as its first pass"),
    "id_rounded": mark("a spreadsheet rounded this id, so that many tickets share it"),
    "less_than_no_time": mark("less than no time"),
    "line_too_long": mark("line too long"),
    "neither_yes_nor_no": mark("neither yes nor no"),
    "no_count": mark("not a count"),
    "no_creation_time": mark("no creation time"),
    "no_date_and_time": mark("not a date and time"),
    "no_duration": mark("not a duration"),
    "no_rating_time": mark("no rating time"),
    "no_sending_time": mark("no sending time"),
    "no_ticket_id": mark("no ticket id"),
    "no_time": mark("no time"),
    "none_of_authors": mark("none of customer, agent, bot"),
    "none_of_handlers": mark("none of human, bot, both"),
    "not_of_encoding": mark("not {encoding} text"),
    "off_scale": mark("not on the rating scale"),
    "outside_years": mark("outside the years that can be"),
    "quote_misplaced": mark("quote in the wrong place"),
    "quote_not_closed": mark("quote not closed"),
    "response_before_creation": mark("first response before the ticket was created"),
    "response_years_after_creation": mark("first response years after the ticket was created"),
    "solved_before_creation": mark("solved before the ticket was created"),
    "solved_years_after_creation": mark("solved years after the ticket was created"),
    "state_unexplained": mark("a state nobody explained: map it under values"),
    "too_few_columns": mark("too few columns: {there} of {of}"),
    "too_many_columns": mark("too many columns: {there} of {of}"),
    "value_beyond_columns": mark("a value behind the last column"),
}
_OF_FILES = {
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
# How a column is read.
_READ_AS = {
    "always": mark("always {value}"),
    "decimal": mark("decimal {mark}"),
    "row_number": mark("the row's number"),
    "scale": mark("scale {scale}"),
    "shown_by_value": mark('{form}, as "{value}" shows'),
    "since_midnight": mark("{day} + {unit} since midnight"),
    "suffix": mark("suffix {words}"),
    "thousands": mark("thousands {mark}"),
    "time_read": mark("{form}; zone: {zone}"),
    "yes_when": mark("yes when {words}"),
    "zone_by_file": mark("{zone} (said in the file)"),
    "zone_by_header": mark("{zone} (its header)"),
    "zone_by_settings": mark("{zone} (the export's settings)"),
    "zone_by_system": mark("{zone} (as {system} writes it)"),
    "zone_of_team": mark("{zone} (the team's)"),
    "zone_of_value": mark("the value's"),
    "zone_of_value_else": mark("the value's, else {zone}"),
    "zone_utc": mark("UTC"),
}
# What the settings call units, clocks, orders and formats: the code is the English itself.
FORMS = (
    *(mark("seconds"), mark("minutes"), mark("hours"), mark("days"), mark("milliseconds")),
    *(mark("h:mm:ss"), mark("2d 3h"), mark("ISO 8601"), mark("1970-datetime")),
    *(mark("calendar"), mark("business"), mark("number")),
    *(mark("day-first"), mark("month-first"), mark("year-first"), mark("ISO")),
    *(mark("epoch seconds"), mark("epoch milliseconds"), mark("excel serial")),
)
SENTENCES = {**_OF_FILES, **_REASONS, **_READ_AS}
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
