-- Macros for reading exports. Here stand the functions that only DuckDB has; the statements beside
-- this file use these names. `words(x)` and `clean(x)` come from queries/text.py, `to_utc(t)` from
-- queries/exports/zones.py, `in_years(t)` from the settings (reading.earliest_year, latest_year),
-- `spelled(x)` and `worded_seconds(x)` from queries/exports/time_words.py.

-- An ISO time: local, or in UTC where it says its zone. The whole text must be one: a cast alone would
-- pass over "PM" or "CET" at its end.
create or replace macro iso_wall(x) as
  case when strlen(x) = 10 or (strlen(x) = 19 and substr(x, 17, 1) = ':')
            or regexp_full_match(x, '[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}([T ]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?')
       then try_cast(x as timestamp) end;
create or replace macro iso_utc(x) as
  case when strlen(x) > 16 and not (strlen(x) = 19 and substr(x, 17, 1) = ':')
            and regexp_full_match(x, '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)? ?([zZ]|UTC|[+-][0-9]{2}(:?[0-9]{2})?)')
       then timezone('UTC', try_cast(regexp_replace(regexp_replace(regexp_replace(x,
              ' ?(UTC|[zZ])$', '+00:00'), ' ?([+-][0-9]{2})$', '\1:00'),
              ' ?([+-][0-9]{2}):?([0-9]{2})$', '\1:\2') as timestamptz)) end;

-- A time in one of the given forms of strftime: local, or with a zone in it.
create or replace macro formed_wall(x, forms) as try_strptime(x, forms);
create or replace macro formed_utc(x, forms) as timezone('UTC', try_strptime(x, forms));

-- An instant counted from 1970 in UTC; `per_second` is 1000000 for seconds, 1000 for milliseconds.
-- A number in digits only: in 1.76E+09 a spreadsheet has rounded the seconds away.
create or replace macro epoch_utc(x, per_second) as
  case when regexp_full_match(x, '[0-9]{1,15}(\.[0-9]+)?') and x::double * per_second < 1e17
       then make_timestamp(round(x::double * per_second)::bigint) end;

-- A local time as spreadsheets count: days since 1899-12-30, exact to the millisecond.
create or replace macro excel_wall(x) as
  case when regexp_full_match(x, '[0-9]{1,6}(\.[0-9]+)?')
       then timestamp '1899-12-30' + to_milliseconds(round(x::double * 86400000)::bigint) end;

-- A time of day, in seconds since midnight, on a date.
create or replace macro on_day(day, seconds) as
  case when day = date_trunc('day', day) and seconds >= 0 and seconds < 86400
       then day + to_milliseconds(round(seconds * 1000)::bigint) end;

-- A number; NaN and infinities are none.
create or replace macro number(x) as
  case when isfinite(try_cast(x as double)) and not regexp_matches(x, '_') then try_cast(x as double) end;

create or replace macro whole(x) as
  case when number(x) = floor(number(x)) then try_cast(number(x) as bigint) end;

-- h:mm or h:mm:ss, hours may pass 24; with a fraction and no hours it is mm:ss.0, as spreadsheets save it.
create or replace macro clock_seconds(x) as
  case when regexp_full_match(x, '[0-5]?[0-9]:[0-5][0-9]\.[0-9]+')
       then split_part(x, ':', 1)::double * 60 + split_part(x, ':', 2)::double
       when regexp_full_match(x, '[0-9]+:[0-5]?[0-9](:[0-5]?[0-9](\.[0-9]+)?)?')
       then split_part(x, ':', 1)::double * 3600 + split_part(x, ':', 2)::double * 60
            + coalesce(try_cast(split_part(x, ':', 3) as double), 0) end;

create or replace macro part(x) as coalesce(try_cast(replace(x, ',', '.') as double), 0);
create or replace macro parts_in_seconds(parts) as
  list_transform([parts], lambda p: case when p.d || p.h || p.m || p.s <> ''
    then part(p.d) * 86400 + part(p.h) * 3600 + part(p.m) * 60 + part(p.s) end)[1];

-- Days before a clock, as databases and spreadsheets write them: 1 day 02:03:04, 0 days 00:12:30, 1.02:03:04.
create or replace macro days_and_clock(x) as
  list_transform([regexp_extract(lower(x), '^(?:([0-9]+)(?:\.| ?d(?:ays?)?,? ))?([0-9]+:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)$',
                                 ['days', 'clock'])],
    lambda p: coalesce(try_cast(p.days as double), 0) * 86400 + clock_seconds(p.clock))[1];

-- An ISO 8601 duration without years and months, whose length depends on the calendar: P1DT2H30M.
create or replace macro iso_seconds(x) as
  case when x not like '%T' then parts_in_seconds(regexp_extract(x,
    '^P(?:([0-9]+(?:\.[0-9]+)?)D)?(?:T(?:([0-9]+(?:\.[0-9]+)?)H)?(?:([0-9]+(?:\.[0-9]+)?)M)?'
    || '(?:([0-9]+(?:\.[0-9]+)?)S)?)?$', ['d', 'h', 'm', 's'])) end;

-- A duration written as the date and time that it is after 1970-01-01.
create or replace macro seconds_after_1970(x) as
  case when coalesce(iso_wall(x), iso_utc(x)) >= timestamp '1970-01-01'
       then epoch(coalesce(iso_wall(x), iso_utc(x))) end;

create or replace macro duration(x, unit) as
  case unit when 'seconds' then number(x)
            when 'minutes' then number(x) * 60
            when 'hours' then number(x) * 3600
            when 'days' then number(x) * 86400
            when 'milliseconds' then number(x) / 1000
            when 'h:mm:ss' then coalesce(clock_seconds(x), days_and_clock(x))
            when '2d 3h' then worded_seconds(x)
            when 'ISO 8601' then iso_seconds(x)
            when '1970-datetime' then seconds_after_1970(x) end;

-- A rating mapped to 1–5; what is not on its scale is none. 1 may be best: on_scale(v, 6, 1).
create or replace macro on_scale(v, worst, best) as
  case when v between least(worst, best) and greatest(worst, best)
       then 1 + (v - worst) * 4.0 / (best - worst) end;

-- A smiley or a word as ratings are compared: small, without what only changes its looks.
create or replace macro bare(x) as
  case when strlen(x) = length(x) then lower(x)
       else lower(regexp_replace(x, '[\x{FE0E}\x{FE0F}\x{1F3FB}-\x{1F3FF}]', '', 'g')) end;

-- How many stars: ★★★★☆ (with those that are empty, as many as the scale has), ⭐⭐, **.
create or replace macro stars(x, high) as
  list_transform([regexp_replace(x, '[\x{FE0E}\x{FE0F} ]', '', 'g')],
    lambda s: case when regexp_full_match(s, '[★⭐🌟*]+') then length(s)
                   when length(s) = high and regexp_full_match(s, '[★⭐🌟]+[☆✩]+')
                   then length(regexp_replace(s, '[☆✩]', '', 'g')) end)[1];

-- A number in the words of a rating: stars, 4/5 or 4 out of 5 (of that scale only), 80 % of 100,
-- 5 - Very satisfied, Very satisfied (5).
create or replace macro labelled(x, high) as coalesce(
  stars(x, high),
  number(regexp_extract(lower(x), '^([0-9]+(?:\.[0-9]+)?) ?(?:/|(?:out )?of|von|sur|de) ?' || high || '$', 1)),
  case when high = 100 then number(regexp_extract(x, '^([0-9]+(?:\.[0-9]+)?) ?%$', 1)) end,
  number(regexp_extract(x, '^([0-9]+(?:\.[0-9]+)?) *[-–—:.)(=]* *[^-–—0-9 .,:;/%()=][^0-9]*$', 1)),
  number(regexp_extract(x, '^[^0-9]*[^-–—0-9 .,:;/%()=][^0-9]*[-–—:( ]([0-9]+(?:\.[0-9]+)?)\)?$', 1)));

-- The helpdesks' words for a ticket's state.
create or replace macro status_word(x) as
  case when lower(x) in ('solved', 'closed', 'resolved', 'done', 'completed', 'complete', 'cancelled',
                         'canceled') then 'solved'
       when lower(x) in ('pending', 'waiting', 'on hold', 'hold', 'on-hold', 'waiting on customer',
                         'waiting for customer', 'snoozed', 'awaiting caller') then 'pending'
       when lower(x) in ('open', 'new', 'in progress', 'active', 'reopened', 'opened', 'unresolved',
                         'assigned') then 'open' end;

-- An id as it was before a spreadsheet: ="0042", '0042 and 42.0 are 0042, 0042 and 42.
create or replace macro id_of(x) as
  case when x is null or not (x[1] in ('=', chr(39)) or x[-2:] = '.0') then x
       when regexp_full_match(x, '=".+"') then x[3:-2]
       when x[1] = chr(39) and strlen(x) > 1 then x[2:]
       when regexp_full_match(x, '[0-9]+\.0') then x[:-3]
       else x end;

-- Whether a spreadsheet rounded an id: 2.15E+14 is one text for many.
create or replace macro rounded_id(x) as
  coalesce(x[2] in ('.', ',', 'E', 'e') and regexp_full_match(x, '[0-9]([.,][0-9]+)?[eE]\+?[0-9]{2}'), false);

-- States in which a ticket does not count.
create or replace macro excluded_state(x) as
  case when lower(x) in ('merged', 'spam', 'junk', 'duplicate', 'deleted', 'trash', 'trashed') then lower(x) end;

create or replace macro yes_no(x) as
  case when lower(x) in ('true', 'yes', 'y', '1') then true
       when lower(x) in ('false', 'no', 'n', '0') then false end;

-- A name with the id beside it, as queries/exports/people.py takes it apart.
create or replace macro person(name, id) as case when id is null then name else name || chr(31) || id end;
create or replace macro name_of(person) as split_part(person, chr(31), 1);

create or replace macro elapsed(since, until) as date_diff('microsecond', since, until) / 1e6;

-- One thing that could not be used; severity is 'row' or 'value', or 'kept' where it is used and in doubt.
create or replace macro fault(field, value, reason, severity) as
  {'field': field, 'value': left(value, 200), 'reason': reason, 'severity': severity};
create or replace macro value_fault(field, value, reason) as fault(field, value, reason, 'value');
create or replace macro clock_fault(field, value, doubt) as
  fault(field, value, case doubt when 'skipped' then 'hour_skipped'
                                 else 'hour_twice' end, 'kept');
create or replace macro unread(parsed, value) as value is not null and parsed is null;
create or replace macro why_no_instant(read) as
  case when read is not null then 'outside_years'
       else 'no_date_and_time' end;

-- How many values of a row are out: faults of severity 'value'.
create or replace macro values_in_vain(faults) as len(list_filter(faults, lambda f: f.severity = 'value'));

-- A time that could not be read, or is in doubt: NULL where it was read. `severity` of the former.
create or replace macro time_fault(field, value, words, read, doubt, severity) as
  case when value is null and words is null and severity = 'row' then fault(field, words, 'no_time', severity)
       when value is null and words is not null then fault(field, words, why_no_instant(read), severity)
       when doubt is not null then clock_fault(field, words, doubt) end;

-- The faults of a row: the words that say nothing and what was found. Their values are made harmless here,
-- once for all: in each of them it would be planned again.
create or replace macro faults_of(nothings, found) as
  list_transform(list_concat(nothings, list_filter(found, lambda f: f is not null)),
                 lambda f: {'field': f.field, 'value': clean(f.value), 'reason': f.reason, 'severity': f.severity});
