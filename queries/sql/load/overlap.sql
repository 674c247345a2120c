-- How far do the row groups of a Parquet file overlap in time? About 1 where they follow each other.
-- Parameters: file, column. Columns: overlap (NULL where there is one group or no span).
with groups as (
  select stats_min_value::timestamp as first, stats_max_value::timestamp as last
  from parquet_metadata($file) where path_in_schema = $column and stats_min_value is not null
)
select sum(epoch(last - first)) / nullif(epoch(max(last) - min(first)), 0) as overlap
from groups having count(*) > 1
