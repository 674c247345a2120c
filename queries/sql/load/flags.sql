-- What a case says in few words, packed into one integer; queries/sql/cases/flags.sql reads it.
-- From the lowest bit, two bits each: a word's place in its list from 1 on, a yes or no as 2 or 1, a count
-- as 1 (none), 2 (one) or 3 (more); 0 is unknown. The last two are single bits: whether the export has the
-- time at all.
create or replace macro word_code(x, words) as coalesce(list_position(words, x), 0);
create or replace macro yes_code(x) as case x when true then 2 when false then 1 else 0 end;
create or replace macro count_code(x) as case when x is null then 0 when x >= 2 then 3 else x + 1 end;
create or replace macro packed(status, answered, replies, reopens, transfers, started_by, handled_by, abandoned,
                               response_exported, resolution_exported) as
  (word_code(status, ['open', 'pending', 'solved'])
   + yes_code(answered) * 4
   + count_code(replies) * 16
   + count_code(reopens) * 64
   + count_code(transfers) * 256
   + word_code(started_by, ['customer', 'agent', 'bot']) * 1024
   + word_code(handled_by, ['human', 'bot', 'both']) * 4096
   + yes_code(abandoned) * 16384
   + response_exported::integer * 65536
   + resolution_exported::integer * 131072)::integer;
