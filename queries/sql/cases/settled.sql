-- One row a ticket with all that is settled of it.
create view settled as
select u.* exclude (assignee, reason, flags), n.people[u.assignee] as assignee, n.reasons[u.reason] as reason
from unpacked('packed') u left join names_of_part n on n.part = u.part
