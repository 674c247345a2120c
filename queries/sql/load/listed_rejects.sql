-- What could not be used, file by file and line by line?
-- Reads `reject_parts`, `files_read`. Parameters: most.
-- Columns: file, line, column, value, reason, arguments, severity.
select f.file, r.source_line, r."column", r.value, r.reason, r.arguments, r.severity
from reject_parts r join files_read f using (part)
order by f.file, r.source_line, r.file_row_number
limit $most
