-- Counts a part of the files that have a record, by status.
-- ARGV: path after which the part begins ('' for the beginning), how many to look at
-- Answers the path after which the next part begins ('' at the end), then status, count, …

local after, look = ARGV[1], tonumber(ARGV[2])
local paths = redis.call('ZRANGEBYLEX', 'files', '(' .. after, '+', 'LIMIT', 0, look)
local counts = {}
for _, path in ipairs(paths) do
  local key = 'file:' .. path
  local status = redis.pcall('HGET', key, 'status')
  if status and (type(status) == 'table' or status ~= '') or redis.call('EXISTS', key) == 1 then
    local name = type(status) == 'string' and status ~= '' and status or 'UNKNOWN'
    counts[name] = (counts[name] or 0) + 1
  else
    redis.call('ZREM', 'files', path)
  end
end
local answer = {#paths == look and paths[#paths] or ''}
for status, count in pairs(counts) do
  answer[#answer + 1], answer[#answer + 2] = status, count
end
return answer
