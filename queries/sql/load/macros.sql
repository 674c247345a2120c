-- Macros for reading exports. Here stand the functions that only DuckDB has; the statements beside
-- this file use these names. `clean(x)` comes from queries/text.py, `to_utc(t)` from
-- queries/exports/zones.py, `in_years(t)` from the settings (reading.earliest_year, latest_year).

-- The words of a cell: without space around them, NULL where there are none.
create or replace macro words(x) as nullif(trim(x), '');

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

-- A number; NaN and infinities are none.
create or replace macro number(x) as
  case when isfinite(try_cast(x as double)) and not regexp_matches(x, '_') then try_cast(x as double) end;

create or replace macro whole(x) as
  case when number(x) = floor(number(x)) then try_cast(number(x) as bigint) end;

-- h:mm or h:mm:ss, hours may pass 24.
create or replace macro clock_seconds(x) as
  case when regexp_full_match(x, '[0-9]+:[0-5]?[0-9](:[0-5]?[0-9](\.[0-9]+)?)?')
       then split_part(x, ':', 1)::double * 3600 + split_part(x, ':', 2)::double * 60
            + coalesce(try_cast(split_part(x, ':', 3) as double), 0) end;

create or replace macro duration(x, unit) as
  case unit when 'seconds' then number(x)
            when 'minutes' then number(x) * 60
            when 'hours' then number(x) * 3600
            when 'days' then number(x) * 86400
            when 'milliseconds' then number(x) / 1000
            when 'h:mm:ss' then clock_seconds(x) end;

-- A rating mapped to 1–5; what is not on its scale is none.
create or replace macro on_scale(v, low, high) as
  case when v between low and high then 1 + (v - low) * 4.0 / (high - low) end;
create or replace macro score(x, scale) as
  case scale when '1-5' then on_scale(number(x), 1, 5)
             when '1-7' then on_scale(number(x), 1, 7)
             when '1-10' then on_scale(number(x), 1, 10)
             when '0-10' then on_scale(number(x), 0, 10)
             when 'good-bad' then case when lower(x) in ('good', 'good with comment') then 5.0
                                       when lower(x) in ('bad', 'bad with comment') then 1.0 end
             when 'great-okay-not-good' then case lower(x) when 'great' then 5.0 when 'okay' then 3.0
                                                  when 'ok' then 3.0 when 'not good' then 1.0 end end;

-- The helpdesks' words for a ticket's state.
create or replace macro status_word(x) as
  case when lower(x) in ('solved', 'closed', 'resolved', 'done', 'completed', 'complete', 'cancelled',
                         'canceled') then 'solved'
       when lower(x) in ('pending', 'waiting', 'on hold', 'hold', 'on-hold', 'waiting on customer',
                         'waiting for customer', 'snoozed', 'awaiting caller') then 'pending'
       when lower(x) in ('open', 'new', 'in progress', 'active', 'reopened', 'opened', 'unresolved',
                         'assigned') then 'open' end;

create or replace macro yes_no(x) as
  case when lower(x) in ('true', 'yes', 'y', '1') then true
       when lower(x) in ('false', 'no', 'n', '0') then false end;

create or replace macro elapsed(since, until) as date_diff('microsecond', since, until) / 1e6;

-- One thing that could not be used; severity is 'row' or 'value'.
create or replace macro fault(field, value, reason, severity) as
  {'field': field, 'value': clean(left(value, 200)), 'reason': reason, 'severity': severity};
create or replace macro value_fault(field, value, reason) as fault(field, value, reason, 'value');
create or replace macro unread(parsed, value) as value is not null and parsed is null;
create or replace macro why_no_instant(read) as
  case when read is not null then 'outside the years that can be'
       else 'not a date and time' end;

-- How many values of a row are out: faults of severity 'value'.
create or replace macro values_in_vain(faults) as len(list_filter(faults, lambda f: f.severity = 'value'));
