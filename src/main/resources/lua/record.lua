-- Writes proven results into the records of a job's sources.
-- KEYS: the records (file:<path>); ARGV[1]: the job; then field, value, field, value ...
-- Returns how many records were written: one that has been claimed by a newer job is left alone.
local written = 0
for _, record in ipairs(KEYS) do
  if redis.call('HGET', record, 'job') == ARGV[1] then
    redis.call('HSET', record, unpack(ARGV, 2))
    written = written + 1
  end
end
return written
