-- Where no export says which ticket another follows up: the columns of follow_ups.sql, and no row.
select null::bigint as part, null::bigint as row, null::varchar as channel, null::varchar as channel_class,
       null::integer as code
limit 0
