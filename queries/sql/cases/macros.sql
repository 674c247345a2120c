-- The macros that cases and questions use. Here stand the functions that only DuckDB has.

-- What the request gives: its period, filter and definitions are variables of the connection.
create macro given(name) as getvariable(name);

-- The statistic of a definition set: median, mean or p80.
create macro statistic(x, which) as
  case which when 'mean' then avg(x) when 'p80' then quantile_cont(x, 0.8) else quantile_cont(x, 0.5) end;

create macro percentile(x, p) as quantile_cont(x, p);

-- The median, the 80th and the 90th percentile at once, and what a definition set chooses of these.
create macro percentiles(x) as quantile_cont(x, [0.5, 0.8, 0.9]);
create macro chosen(percentiles_of, mean_of, which) as
  case which when 'mean' then mean_of when 'p80' then percentiles_of[2] else percentiles_of[1] end;

-- How many of counted rows, each of which stands for n, meet a condition.
create macro summed(n, condition) as coalesce(sum(n) filter (where condition), 0)::bigint;

-- k of n; NULL of nothing.
create macro share_of(k, n) as k / nullif(n, 0);

-- Seconds between two instants.
create macro elapsed(since, until) as date_diff('microsecond', since, until) / 1e6;

-- The Wilson 95 % interval of k successes out of n; methods.md §1.
create macro wilson_low(k, n) as
  case when n > 0 then greatest(0.0, (k + 1.920729410347062) / (n + 3.841458820694124)
    - 1.959963984540054 / (n + 3.841458820694124) * sqrt(k * (n - k) / n::double + 0.960364705173531)) end;
create macro wilson_high(k, n) as
  case when n > 0 then least(1.0, (k + 1.920729410347062) / (n + 3.841458820694124)
    + 1.959963984540054 / (n + 3.841458820694124) * sqrt(k * (n - k) / n::double + 0.960364705173531)) end;

-- A share drawn towards the team's: as if `strength` more ratings had come in at the team's share.
create macro shrunk(k, n, team_share, strength) as (k + strength * team_share) / (n + strength);

-- Which of `parts` equal parts of its side's period an instant lies in, 0 the first.
create macro part_of(instant, first, past, parts) as
  floor(date_diff('microsecond', first, instant) / date_diff('microsecond', first, past)::double * parts)::integer;
create macro bucket_of(side, instant, parts) as
  case when parts = 1 then 0
       when side = 'now' then part_of(instant, given('period_start'), given('period_end'), parts)
       else part_of(instant, given('before_start'), given('before_end'), parts) end;

-- Whether something had not happened yet. What lies alone after the end of all data happened all the same.
create macro not_yet(instant, as_of) as coalesce(instant > as_of and as_of < given('data_end'), false);

-- Local wall time of an instant, in a named zone.
create macro wall_time(instant, zone) as timezone(zone, timezone('UTC', instant));

-- The quarter of an hour that an instant falls in.
create macro quarter_hour(instant) as time_bucket(interval 15 minute, instant);

-- An hour of the week: 0 is Monday 0–1 h, 167 Sunday 23–24 h.
create macro hour_of_week(wall) as (isodow(wall) - 1) * 24 + hour(wall);

-- The parts of the week in which a team works alike: Mon–Fri 0–8, 8–12, 12–16, 16–20 and 20–24 h (0 to 4), Sat (5),
-- Sun (6); weekday 0 is Monday.
create macro part_of_week(weekday, hour) as
  case when weekday >= 5 then weekday when hour < 8 then 0 when hour < 12 then 1 when hour < 16 then 2
       when hour < 20 then 3 else 4 end;

-- The seconds of a case by the definition set's clock: as it ended, or its age where that counts.
create macro counted_s(clock, counts, calendar_us, open_us, by_age, age, open_age) as
  case when counts
       then coalesce(case clock when 'business' then open_us else calendar_us end,
                     case when by_age then case clock when 'business' then open_age else age end end) / 1e6 end;

-- The lowest level whose bound a wait misses for certain, 6 where none is. Levels 2 to 4 are judged by `judged` time,
-- level 5 by the calendar; above level 2 nobody waits longer than late_after. No bound is longer than the one below.
create macro late_from(judged, calendar, late_after, two, three, four, five) as
  (2 + (judged <= two)::utinyint
   + (judged <= three and coalesce(calendar <= late_after, true))::utinyint
   + (judged <= four and coalesce(calendar <= late_after, true))::utinyint
   + (judged <= four and coalesce(calendar <= late_after and calendar <= five, true))::utinyint)::utinyint;

-- A wait by the bound of a level: 1 is the bound.
create macro by_the_bound(level, judged, calendar, two, three, four, five) as
  case level when 2 then judged / two when 3 then judged / three when 4 then judged / four
             when 5 then coalesce(calendar, judged) / five end;

-- How far a wait is from having been within the bound of a level, 1 at the most that is: by the bound, and above level
-- 2 by the calendar, too.
create macro from_the_bound(level, judged, calendar, late_after, two, three, four, five) as
  greatest(by_the_bound(level, judged, calendar, two, three, four, five),
           case when level > 2 then calendar / late_after end);
