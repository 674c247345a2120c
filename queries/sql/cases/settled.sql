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
    coalesce(channel.name, 'unknown'::channel_name) as channel,
    coalesce(channel.channel_class, 'unknown'::class_name) as channel_class,
    coalesce(channel.solve_class, 'unknown'::class_name) as solve_class,
    -- Who is a bot by name is no person: Bots, as in the ratings.
    case when agent.is_bot then 'Bots'::agent_name else agent.name end as agent,
    assignee.name as assignee,
    team.name as team,
    reason.name as reason,
    excluded.name as excluded,
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
    handled_by_whom(handled_by_of(c.flags), replies_of(c.flags), agent.is_bot, h.human_replied) as handled_by,
    abandoned_of(c.flags) as abandoned,
    coalesce(h.knows_reply, false) or response_exported_of(c.flags) as response_exported,
    resolution_exported_of(c.flags) as resolution_exported
  from read_parquet({cases}) c
  left join channels channel on channel.part = c.part and channel.code = c.channel
  left join people agent on agent.part = c.part and agent.code = c.agent
  left join people assignee on assignee.part = c.part and assignee.code = c.assignee
  left join teams team on team.part = c.part and team.code = c.team
  left join reasons reason on reason.part = c.part and reason.code = c.reason
  left join exclusions excluded on excluded.part = c.part and excluded.code = c.excluded
  left join told_by_messages h on h.part = c.part and h.row = c.row
  anti join superseded s on s.table_name = 'tickets' and s.part = c.part and s.row = c.row
)
select * from known
