-- The cases of a request: tickets as a view of its connection, ratings and replies as tables, or as views where {kind}
-- is view: too many to keep in memory. The request's parameters are the connection's variables.
create or replace temp view ticket_cases as
from tickets_between('now', given('period_start'), given('period_end'), given('as_of'))
union all
from tickets_between('before', given('before_start'), given('before_end'), given('before_as_of'));

create or replace temp {kind} rating_cases as
from ratings_between('now', given('period_start'), given('period_end'))
union all
from ratings_between('before', given('before_start'), given('before_end'));

create or replace temp {kind} reply_cases as
from replies_between('now', given('period_start'), given('period_end'))
union all
from replies_between('before', given('before_start'), given('before_end'));
