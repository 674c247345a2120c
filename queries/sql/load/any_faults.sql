-- Is there anything to list of one part?
-- Reads `part_rows`.
select exists (from part_rows where faults is not null)
