-- One narrow row a ticket, names in place of codes, older versions left out, the first response as the
-- messages tell it where they know better. {cases} lists the parts. Nothing here depends on a period or a
-- definition set; instants are UTC, …_us are microseconds.
create view settled as
with known as (
  select
    c.part, c.row, c.created_at,
    coalesce(h.since, c.created_at) as waiting_since,
    coalesce(date_diff('microsecond', h.since, h.replied_at), c.response_us) as response_us,
    coalesce(h.replied_at, c.created_at + to_microseconds(c.response_us)) as first_response_at,
    c.response_open_us,
    c.solve_us,
    c.created_at + to_microseconds(c.solve_us) as resolved_at,
    c.solve_open_us,
    coalesce(n.channels[c.channel], 'unknown'::case_name) as channel,
    coalesce(n.classes[c.channel], 'unknown'::class_name) as channel_class,
    coalesce(n.solve_classes[c.channel], 'unknown'::class_name) as solve_class,
    n.people[c.agent] as agent,
    coalesce(n.bots[c.agent], false) as agent_is_bot,
    n.people[c.assignee] as assignee,
    n.teams[c.team] as team,
    n.reasons[c.reason] as reason,
    n.exclusions[c.excluded] as excluded,
    status_of(c.flags) as status,
    -- Who gave up was not answered, however long they waited.
    case when abandoned_of(c.flags) then false
         when h.knows_reply then h.replied_at is not null
         else answered_of(c.flags) end as answered,
    replies_of(c.flags) as agent_replies,
    reopens_of(c.flags) as reopens,
    transfers_of(c.flags) as transfers,
    case when h.begun_by_agent then 'agent'::ticket_starter
         else coalesce(started_by_of(c.flags), 'customer'::ticket_starter) end as started_by,
    handled_by_whom(handled_by_of(c.flags), replies_of(c.flags), n.bots[c.agent], h.human_replied) as handled_by,
    abandoned_of(c.flags) as abandoned,
    coalesce(h.knows_reply, false) or response_exported_of(c.flags) as response_exported,
    resolution_exported_of(c.flags) as resolution_exported
  from read_parquet({cases}) c
  left join names_of_part n on n.part = c.part
  left join told_by_messages h on h.part = c.part and h.row = c.row
  anti join superseded s on s.table_name = 'tickets' and s.part = c.part and s.row = c.row
)
select * from known
