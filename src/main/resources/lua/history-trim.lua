-- Trims the oldest entries, and what the indexes have of them. Answers how many.
-- ARGV: time (ms) before which they were written, how many at most
local before, limit = ARGV[1], ARGV[2]
local entries = redis.call('XRANGE', 'history', '-', '(' .. before .. '-0', 'COUNT', limit)
if #entries == 0 then
  return {0}
end
for _, entry in ipairs(entries) do
  redis.call('LREM', 'history:of:' .. entry[2][TARGET], 1, entry[1])
end
local time, number = string.match(entries[#entries][1], '(%d+)-(%d+)')
local first = time .. '-' .. string.format('%.0f', number + 1)
redis.call('XTRIM', 'history:failed', 'MINID', '=', first)
for _, operation in ipairs(redis.call('SMEMBERS', 'history:types')) do
  redis.call('XTRIM', 'history:type:' .. operation, 'MINID', '=', first)
end
redis.call('XTRIM', 'history', 'MINID', '=', first)
return {#entries}
