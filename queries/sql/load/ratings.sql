-- What does each row of a survey export say?
-- Reads `source`. Parameters: part.
-- Columns: the rating (score NULL = asked, not answered), `faults`. A rating that cannot be read is
-- dropped as a row: a survey row is nothing else. One that was never asked for is excluded, and so is the
-- row of a ticket that nobody rated.
select
  $part::bigint as part,
  line,
  ticket_id,
  rated_at,
  score,
  person(agent, agent_id) as agent,
  comment,
  excluded,
  excluded is null and (rated_at is null or unread(score, score_text)) as rejected,
  case when excluded is null
            and (rated_at is null or unread(score, score_text) or rated_at_doubt is not null)
            or nothings is not null
  then faults_of(nothings, [
    case when excluded is not null then null
         when rated_at_text is null then fault('rated_at', rated_at_text, 'no_rating_time', 'row')
         when rated_at is null then fault('rated_at', rated_at_text, why_no_instant(rated_at_read), 'row')
         when rated_at_doubt is not null then clock_fault('rated_at', rated_at_text, rated_at_doubt) end,
    case when excluded is null and unread(score, score_text) then fault('score', score_text, 'off_scale', 'row') end
  ]) end as faults
from (select *, case when score_unasked then 'not asked'
                     when score is null and score_text is null and rated_at_text is null then 'not rated'
                end as excluded
      from source)
