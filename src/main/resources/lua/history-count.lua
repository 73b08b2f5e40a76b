-- Counts entries that would be trimmed, a part at a time. Answers how many, and the last of them ('' at the end).
-- ARGV: time (ms) before which they were written, the last id of the part before ('' for none), how many at most
local before, cursor, limit = ARGV[1], ARGV[2], tonumber(ARGV[3])
local entries = redis.call('XRANGE', 'history', cursor == '' and '-' or '(' .. cursor, '(' .. before .. '-0', 'COUNT', limit)
return {#entries, #entries == limit and entries[#entries][1] or ''}
