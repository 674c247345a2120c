-- Macros over the table `measured`: which tickets a question counts.

-- The tickets that a question counts.
create macro contacts(first, past, of_team, of_channel, of_agent) as table
  select * from measured
  where excluded is null and created_at >= first and created_at < past
    and (of_team is null or team = of_team) and (of_channel is null or channel = of_channel)
    and (of_agent is null or coalesce(agent, 'Unattributed') = of_agent);

-- Of these, those that a customer began: what response and resolution are measured on.
create macro customer_tickets(first, past, of_team, of_channel, of_agent) as table
  select * from contacts(first, past, of_team, of_channel, of_agent) where started_by = 'customer';
