-- The words that cases use, each as a type that takes one byte, and what the flags of a case say
-- (queries/sql/load/flags.sql).
create type case_side as enum ('now', 'before');
create type class_name as enum ('email', 'social', 'live', 'none', 'unknown');
create type ticket_status as enum ('open', 'pending', 'solved');
create type ticket_starter as enum ('customer', 'agent', 'bot');
create type ticket_handler as enum ('human', 'bot', 'both');
create type response_fate as enum ('answered', 'waiting', 'closed');
create type solve_fate as enum ('solved', 'unsolved');

create macro two_bits(flags, place) as (flags >> place) & 3;
-- A word's place in its list; 0, which no list has, is NULL.
create macro yes_of(code) as [false, true][code];
create macro count_of(code) as ([0, 1, 2]::tinyint[])[code];
create macro status_of(flags) as (['open', 'pending', 'solved']::ticket_status[])[two_bits(flags, 0)];
create macro is_open_of(flags) as two_bits(flags, 0) between 1 and 2;
create macro answered_of(flags) as yes_of(two_bits(flags, 2));
-- None, one, or two for any more.
create macro replies_of(flags) as count_of(two_bits(flags, 4));
create macro reopens_of(flags) as count_of(two_bits(flags, 6));
create macro transfers_of(flags) as count_of(two_bits(flags, 8));
create macro started_by_of(flags) as (['customer', 'agent', 'bot']::ticket_starter[])[two_bits(flags, 10)];
create macro handled_by_of(flags) as (['human', 'bot', 'both']::ticket_handler[])[two_bits(flags, 12)];
create macro abandoned_of(flags) as yes_of(two_bits(flags, 14));
create macro response_exported_of(flags) as (flags & 65536) <> 0;
create macro resolution_exported_of(flags) as (flags & 131072) <> 0;

-- Who handled a ticket: what the export says, unless its agent is a bot by name: then the replies that the export
-- counts are the bot's, and only messages show that a person replied too.
create macro handled_by_whom(exported, replies, agent_is_bot, human_replied) as
  case when agent_is_bot then case when human_replied then 'both'::ticket_handler else 'bot'::ticket_handler end
       when exported = 'bot'::ticket_handler and (replies > 0 or human_replied) then 'both'::ticket_handler
       else exported end;
