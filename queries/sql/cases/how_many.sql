-- How many tickets were created in the request's two periods? Decides whether their cases fit into memory.
select count(*) as n from settled
where created_at >= coalesce(given('before_start'), given('period_start')) and created_at < given('period_end')
