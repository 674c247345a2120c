"""Why an export cannot be used, and what to do: the codes of `queries.exports.errors`."""

from __future__ import annotations

from tui.language import mark, marks

# What a file is that is no table.
_FORMS = {
    "is_apple": mark("This is an Apple document; if it is a spreadsheet, export it as CSV"),
    "is_archive": mark("This is an archive; unpack it first"),
    "is_arrow": mark("This is an Arrow file; save it as Parquet or CSV"),
    "is_html": mark(
        "This is an HTML page (a report saved as .xls, or the sign-in page of a download); export it as CSV, "
        "or open it in a spreadsheet and save the sheet as CSV (File → Save as → CSV UTF-8)"
    ),
    "is_json": mark(
        "This is JSON, which rung does not read; export it as CSV, or make a table of it (CSV, Parquet)"
    ),
    "is_locked_office": mark(
        "This is an Office file with a password; open it and save the sheet as CSV (File → Save as → CSV "
        "UTF-8)"
    ),
    "is_old_office": mark(
        "This is an old Office file; if it is a workbook, save the sheet as CSV (File → Save as → CSV UTF-8)"
    ),
    "is_old_workbook": mark(
        "This is an old Excel workbook; save the sheet as CSV (File → Save as → CSV UTF-8)"
    ),
    "is_open_document": mark(
        "This is an OpenDocument file; if it is a spreadsheet, save the sheet as CSV (File → Save as → CSV "
        "UTF-8)"
    ),
    "is_pdf": mark("This is a PDF; export it again as CSV"),
    "is_picture": mark("This is a picture"),
    "is_presentation": mark("This is a presentation; export it again as CSV"),
    "is_rtf": mark("This is a text document (RTF); export it again as CSV"),
    "is_sqlite": mark("This is a SQLite database; export it again as CSV"),
    "is_word": mark("This is a Word document; export it again as CSV"),
    "is_workbook": mark(
        "This is an Excel workbook; save the sheet as CSV (File → Save as → CSV UTF-8)"
    ),
    "is_xml": mark("This is XML, which rung does not read; export it again as CSV"),
    "is_xml_workbook": mark(
        "This is an Excel workbook saved as XML; open it and save the sheet as CSV (File → Save as → CSV "
        "UTF-8)"
    ),
}
# What is wrong with its columns.
_COLUMNS = {
    "column_absent": mark('column "{column}" ({field}) is missing'),
    "column_meant": mark('{what} (did you mean "{column}"?)'),
    "column_meant_quoted": mark(
        '{what} (did you mean "{column}"? Put quotes round it: " #" begins a comment)'
    ),
    "column_missing": mark('the column "{column}" for {field} is missing'),
    "column_twice": mark('the column "{column}" for {field} stands twice'),
    "columns_missing": mark("{missing}. Its columns are: {columns}"),
    "columns_of_their_own": mark(
        "{columns} are columns of their own, not spellings of one: say which of them is {field}"
    ),
    "columns_of_their_own_or_key": mark(
        "{columns} are columns of their own, not spellings of one: say which of them is {field}, or that both "
        "make it ({field}: {{columns: [{names}]}})"
    ),
    "mixes_orders": mark(
        'column "{column}" mixes orders: "{day_first}" can only be day first, "{month_first}" only month '
        "first; export it again with one date form"
    ),
    "no_name": mark("(no name)"),
    "order_unclear": mark(
        'column "{column}": "{example}" can be day first or month first, and no row tells which; say '
        "`dates: day-first` or `dates: month-first` in your config (exports)"
    ),
}
# What kind of export it is.
_KINDS = {
    "export_of_averages": mark(
        "a {system} export ({preset}) of averages or sums, which say nothing of single tickets"
    ),
    "export_of_events": mark(
        "a {system} export ({preset}) of one row an action, from which no ticket's times are told"
    ),
    "export_of_misses": mark(
        "a {system} export ({preset}) of only the tickets that missed a promise, which are no sample of all"
    ),
    "export_of_undated": mark(
        "a {system} export ({preset}) of tickets without the time at which they were created"
    ),
    "fetch_instead": mark("{what}; fetch instead: {instead}"),
    "preset_lacks": mark(
        "a {system} export ({preset}) in which {absent}. Its columns are: {columns}"
    ),
    "preset_not_there": mark("the settings read it with the preset {preset}, which there is not"),
    "preset_unseen": mark(
        "it looks like {preset}, of which no file was ever seen; if it is one, say `preset: {preset}` for it "
        "in your config (exports)"
    ),
    "several_presets": mark(
        "its columns are those of {presets}; say which it is in your config (exports → preset: {first}), "
        "or let `rung init FOLDER` ask. Its columns are: {columns}"
    ),
    "unknown_export": mark(
        "not an export that rung knows. `rung inspect FILE` proposes what its columns are, `rung init FOLDER` "
        "asks and writes the settings. Its columns are: {columns}"
    ),
    "unknown_export_near": mark(
        "not an export that rung knows: nearest is {nearest}, which also has {lacking}. `rung inspect FILE` "
        "proposes what its columns are, `rung init FOLDER` asks and writes the settings. Its columns are: "
        "{columns}"
    ),
}
SENTENCES = {
    **_FORMS,
    **_COLUMNS,
    **_KINDS,
    "archive_damaged": mark("a {what} archive that is cut or damaged; export it again"),
    "cache_damaged": mark("the cache is damaged; `rung cache clear` empties it"),
    "cache_not_usable": mark("cannot be used ({why}); `rung cache clear` empties it"),
    "cannot_be_read": mark("cannot be read ({why})"),
    "cannot_be_read_as_csv": mark("cannot be read as CSV ({why})"),
    "cannot_be_unpacked": mark("cannot be unpacked ({why})"),
    "cannot_be_written": mark("cannot be written ({why})"),
    "changed_while_read": mark("it changed while it was read; run rung again when it is whole"),
    "disk_full": mark("the disk is full, so nothing was loaded; make room, or set cache → folder"),
    "empty_file": mark("the file is empty"),
    "first_line_no_header": mark("the first line is no header that could be read"),
    "folder_in_folder": mark("a folder in the folder; name it, too, to read what is in it"),
    "folder_without_exports": mark("a folder without CSV or Parquet files"),
    "folder_without_exports_but": mark("a folder without CSV or Parquet files ({others})"),
    "gigabytes": mark("{n} GB"),
    "header_left_open": mark("line {line}, which should name the columns, has a quote left open"),
    "holds_more": mark("holds more than {size} unpacked (reading → unpacked_at_most)"),
    "is_folder": mark("is a folder"),
    "is_mapping_right": mark(
        "{what}. Is the mapping right? (reading → rejected_refuse sets the limit)"
    ),
    "lines_do_not_add_up": mark(
        "its lines do not add up ({lines}), so nothing of it is used; please report this"
    ),
    "megabytes": mark("{n} MB"),
    "name_ends_otherwise": mark(
        "its name ends in none of {endings}; name the file itself to read it"
    ),
    "no_header": mark("no header: the first line should name the columns"),
    "no_match": mark("no file matches"),
    "no_permission": mark("no permission to read it"),
    "no_regular_file": mark("not a regular file"),
    "no_such_file": mark("no such file"),
    "no_text_at": mark("byte {byte} is no {encoding} text; export it again as UTF-8"),
    "no_text_file": mark("not a text file; export it as CSV or Parquet"),
    "none_used": mark("{n} of {of} rows cannot be used, so none is"),
    "none_used_as": mark(
        '{n} of {of} rows cannot be used, so none is: first line {line}, "{value}": {reason}'
    ),
    "none_used_as_column": mark(
        '{n} of {of} rows cannot be used, so none is: first line {line}, column "{column}", "{value}": {reason}'
    ),
    "parquet_damaged": mark("a Parquet file that is cut or damaged; export it again"),
    "several_entries": mark(
        "{n} entries of exports name it, and its columns fit them all (as {tables}); let one entry name it, "
        "and give the other a copy of the file"
    ),
    "too_many_files": mark(
        "more than {n} files; name a narrower folder or pattern (or raise reading → files_at_most)"
    ),
    "too_many_in_all": mark("more than {n} files"),
    "zip_with_password": mark("a zip archive with a password; unpack it first"),
    "zip_without_exports": mark("a zip archive without CSV or Parquet files"),
}
COUNTED = {
    "not_versions": marks(
        '{n} id stands in rows created at different times: "{example}" in line {line} ({at}) and line {other} '
        "({other_at}). Versions of one ticket share its creation, so these are legs of one call (ticket_id: "
        "{{columns: [the call, the leg]}}), events of one ticket (map created_at to the ticket's own "
        "creation), or ticket_id is the wrong column (ticket_id: {{row: true}} makes each row a ticket)",
        '{n} ids stand in rows created at different times: "{example}" in line {line} ({at}) and line {other} '
        "({other_at}). Versions of one ticket share its creation, so these are legs of one call (ticket_id: "
        "{{columns: [the call, the leg]}}), events of one ticket (map created_at to the ticket's own "
        "creation), or ticket_id is the wrong column (ticket_id: {{row: true}} makes each row a ticket)",
    ),
}
