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
create macro yes_of(code) as case code when 2 then true when 1 then false end;
create macro status_of(flags) as
  case two_bits(flags, 0) when 1 then 'open'::ticket_status when 2 then 'pending'::ticket_status
                          when 3 then 'solved'::ticket_status end;
create macro answered_of(flags) as yes_of(two_bits(flags, 2));
-- None, one, or two for any more.
create macro replies_of(flags) as (nullif(two_bits(flags, 4), 0) - 1)::tinyint;
create macro reopens_of(flags) as (nullif(two_bits(flags, 6), 0) - 1)::tinyint;
create macro transfers_of(flags) as (nullif(two_bits(flags, 8), 0) - 1)::tinyint;
create macro started_by_of(flags) as
  case two_bits(flags, 10) when 1 then 'customer'::ticket_starter when 2 then 'agent'::ticket_starter
                           when 3 then 'bot'::ticket_starter end;
create macro handled_by_of(flags) as
  case two_bits(flags, 12) when 1 then 'human'::ticket_handler when 2 then 'bot'::ticket_handler
                           when 3 then 'both'::ticket_handler end;
create macro abandoned_of(flags) as yes_of(two_bits(flags, 14));
create macro response_exported_of(flags) as (flags & 65536) <> 0;
create macro resolution_exported_of(flags) as (flags & 131072) <> 0;

-- Who handled a ticket: what the export says, unless its agent is a bot by name: then the replies that the export
-- counts are the bot's, and only messages show that a person replied too.
create macro handled_by_whom(exported, replies, agent_is_bot, human_replied) as
  case when agent_is_bot then case when human_replied then 'both'::ticket_handler else 'bot'::ticket_handler end
       when exported = 'bot'::ticket_handler and (replies > 0 or human_replied) then 'both'::ticket_handler
       else exported end;
