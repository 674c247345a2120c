"""What is wrong with a settings file: the codes of `queries.config`, each with its sentence."""

from __future__ import annotations

from tui.language import mark

# Where a fault lies.
PLACES = {
    "fault": mark("{file}: {what}"),
    "fault_of_key": mark("{file}: {key}: {what}"),
    "fault_on_line": mark("{file}, line {line}: {what}"),
    "fault_of_key_on_line": mark("{file}, line {line}: {key}: {what}"),
}
_FILE = {
    "is_no_file": mark("is no file"),
    "key_no_word": mark("a key must be a word"),
    "nested_too_deeply": mark("nested too deeply"),
    "no_settings": mark("the top level must be settings: `key: value`"),
    "no_text_character": mark("holds a character that no text file has"),
    "not_yaml": mark("not YAML"),
    "not_yaml_as": mark("not YAML: {problem}"),
    "not_yaml_at": mark("not YAML: {problem} (column {column})"),
    "put_quotes": mark("{what}; put quotes round it: {setting}"),
    "settings_not_utf8": mark("not UTF-8 text; save the file as UTF-8"),
    "settings_too_large": mark("larger than {kilobytes} KB, which no settings file is"),
    "stands_twice": mark("stands twice (also on line {line})"),
    "tag_not_allowed": mark("the tag {tag} is not allowed"),
    "too_many_values": mark("unfolds into too many values"),
}
_KEYS = {
    "no_practice": mark("there is no such practice"),
    "replaced_by_cases_in_memory": mark("is not used any more: say reading → cases_in_memory"),
    "replaced_by_every_channel": mark(
        "is not used any more: every channel counts; definitions → sets → reach sets the shares"
    ),
    "replaced_by_hours_written": mark("is not used any more: say ladder → rules → hours_written"),
    "replaced_by_latest_days": mark("is not used any more: say ladder → rules → latest_days"),
    "replaced_by_reach": mark(
        "is not used any more: channels are judged together; definitions → sets → reach sets the shares"
    ),
    "setting_empty": mark("is empty"),
    "setting_missing": mark("is missing"),
    "unknown_key": mark("unknown key"),
}
_VALUES = {
    "bound_out_of_range": mark('"{value}" is out of range: a share is at most 100 %'),
    "ends_too_early": mark('"{value}" must end after it begins, and by 24:00'),
    "nearest_is": mark("{what}; the nearest is {name}"),
    "no_answer": mark('"{value}" is no answer; say yes, no or "not applicable"'),
    "no_bound": mark('"{value}" is not a bound; write it like "<= 24 h", "< 15 min", ">= 85 %"'),
    "no_colour": mark('"{value}" is no colour; say one of {colours}, or "#5f87ff"'),
    "no_date": mark('"{value}" is not a date; write it like 2026-12-25'),
    "no_definition_set": mark("there is no definition set {name}"),
    "no_encoding": mark('"{value}" is no text encoding that rung reads'),
    "no_interval": mark('"{value}" is not an interval; write it like "09:00-17:00"'),
    "no_number": mark('"{value}" is not a number'),
    "no_reach": mark("reach is mean, or up to four shares that rise: [50 %, 80 %, 90 %, 95 %]"),
    "no_share": mark('"{value}" is not a share; write it like "{example}"'),
    "no_size": mark('"{value}" is not a size; write it like "4 GB"'),
    "no_summer_time": mark('"{value}" has no summer time'),
    "no_terminal_size": mark('"{value}" is not a size of a terminal; write it like 120x36'),
    "no_whole_number": mark('"{value}" is not a whole number'),
    "no_zone": mark('"{value}" is not a time zone'),
    "setting_no_group": mark("must be a group of settings (key: value)"),
    "setting_no_list": mark("must be a list"),
    "setting_no_text": mark("must be text"),
    "setting_no_yes_or_no": mark('"{value}" is not yes or no'),
    "setting_none_of": mark('"{value}" is not one of {expected}'),
    "setting_too_large": mark("{value} is out of range: at most {le}"),
    "setting_too_small": mark("{value} is out of range: at least {ge}"),
    "setting_wrong": mark("{what}"),
    "share_out_of_range": mark('"{value}" is out of range: a share is between 0 % and 100 %'),
    "write_it_like": mark("{what}; write it like {example}"),
}
_EXPORTS = {
    "at_most_two_columns": mark("updated_at takes at most two columns: a time, then a counter"),
    "both_marks": mark('"{value}" cannot be both marks: say decimal: "," or decimal: "."'),
    "date_and_time": mark("date and time go together: two columns that make one instant"),
    "field_takes_one_column": mark(
        "{field} takes one column; several columns make a key ({key}) or a version (updated_at)"
    ),
    "goes_with_means": mark(
        "contains or other_than goes with means: contains: closed_by_merge, means: merged; other_than: "
        "Requester, means: agent"
    ),
    "makes_no_sense": mark("make_sense names {name}, which is not under names"),
    "needs_scale": mark("{field} is a rating: say its scale (1-5, 0-10, good-bad …)"),
    "needs_unit": mark("{field} is a duration: say its unit (seconds, minutes, hours, h:mm:ss …)"),
    "needs_when": mark("{field} is yes or no: say which words mean yes (when: …)"),
    "no_date_format": mark(
        '"{value}" is no date format: write it as in strftime ("%d/%m/%Y"), or one of {formats}'
    ),
    "no_field": mark("{table} have no field {field}"),
    "no_group": mark(
        '"{value}" is no pattern with a group: the part in brackets is what counts ("#(.*)")'
    ),
    "no_pattern": mark('"{value}" is no pattern: {why}'),
    "no_preset": mark("there is no preset {preset}"),
    "no_row_number": mark("{field} cannot be the row's number; only {key} can"),
    "no_scale": mark(
        '"{value}" is no scale: write the worst and the best rating (1-5, 0-10, or 6-1 where 1 is best), or '
        "one of {scales}"
    ),
    "no_table": mark('"{name}" is no table: say one of {tables}'),
    "none_of_its_fields": mark("names {field}, which is none of its fields"),
    "nothing_makes_it_known": mark("name what makes it known: all, or at_least n of some"),
    "number_format_alone": mark(
        "several formats are all written as in strftime; a number's format stands alone"
    ),
    "one_for_all": mark(
        '{field} cannot be "{value}" for every row: all rows would be one {of} ({field}: {{row: true}} makes '
        "each row a {of} of its own)"
    ),
    "one_source": mark("name one source: a column, columns, a value, or a date with a time column"),
    "required_missing": mark("the required field {field} is missing from columns"),
    "table_and_columns": mark("rows become a table and have columns; what is no rows has neither"),
    "takes_no_date": mark("{field} is no point in time; only those take a date and a time column"),
    "takes_no_marks": mark("{field} is no number and takes no decimal, thousands or suffix"),
    "takes_no_unit": mark("{field} is no duration and takes no unit"),
    "takes_one_column": mark(
        "takes one column; of several columns choose the one that counts (a list of names is several spellings "
        "of one column)"
    ),
    "time_is_required": mark("its time, {field}, is a required instant"),
}
_LADDER = {
    "advice_for_nothing": mark("advice_for_measures: there is no figure and no practice {key}"),
    "bounds_twice": mark("{measure} has bounds in {one} and in {other}; one is enough"),
    "looser_than_below": mark(
        'level {level} asks {measure} "{bound}", which is looser than level {below}\'s "{bound_below}"'
    ),
    "measure_and_bound": mark("a measure and its bound go together"),
    "no_criterion": mark("a criterion is one of: measure with bound, practice, any with of"),
    "no_measure": mark("there is no measure {measure}"),
    "practice_without_words": mark("the practice {practice} has no words under ladder → practices"),
    "takes_a_number": mark('"{bound}": {measure} takes a bare number'),
    "takes_a_share": mark('"{bound}": {measure} takes a share (%)'),
    "takes_a_time": mark('"{bound}": {measure} takes a time (s, min, h, d)'),
    "takes_no_class": mark("{measure} is judged for all channels together and takes no class"),
    "too_few_lines": mark("any: {any} needs at least as many lines in of"),
}
SENTENCES = {**PLACES, **_FILE, **_KEYS, **_VALUES, **_EXPORTS, **_LADDER}
