-- Levels 2 to 4 are judged in open time, which is calendar time where no opening hours are set.
create macro judged_us(calendar_us, open_us) as open_us;
