-- A desk that is open only a few hours a week is judged in calendar time.
create macro judged_us(calendar_us, open_us) as coalesce(calendar_us, open_us);
