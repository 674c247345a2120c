-- What does each row of a message export say?
-- Reads `source`. Parameters: part.
-- Columns: the message as exported (its author may still be unknown), `faults`.
select
  $part::bigint as part,
  line,
  ticket_id,
  sent_at,
  author,
  person(agent, agent_id) as agent,
  lower(sender_address) as sender_address,
  channel,
  coalesce(public, true) as public,
  null::varchar as excluded,
  ticket_id is null or sent_at is null as rejected,
  case when ticket_id is null or sent_at is null or unread(author, author_text)
            or unread(public, public_text) or sent_at_doubt is not null or nothings is not null
  then faults_of(nothings, [
    case when ticket_id is null then fault('ticket_id', ticket_id, 'no_ticket_id', 'row') end,
    case when sent_at_text is null then fault('sent_at', sent_at_text, 'no_sending_time', 'row')
         when sent_at is null then fault('sent_at', sent_at_text, why_no_instant(sent_at_read), 'row')
         when sent_at_doubt is not null then clock_fault('sent_at', sent_at_text, sent_at_doubt) end,
    case when unread(author, author_text)
         then value_fault('author', author_text, 'none_of_authors') end,
    case when unread(public, public_text) then value_fault('public', public_text, 'neither_yes_nor_no') end
  ]) end as faults
from source
