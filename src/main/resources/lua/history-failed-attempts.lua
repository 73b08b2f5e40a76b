-- Counts failed attempts by class, a part at a time. An operation without a class is a part of an attempt, as an upload is.
-- ARGV: since (ms), the last id of the part before ('' for none), how many at most
-- Answers the last id ('' at the end), then class, count, class, count, …
local from = ARGV[2] == '' and ARGV[1] .. '-0' or '(' .. ARGV[2]
local entries = redis.call('XRANGE', 'history:failed', from, '+', 'COUNT', ARGV[3])
local counts = {}
for _, entry in ipairs(entries) do
  local class = entry[2][2]
  if class ~= '' then
    counts[class] = (counts[class] or 0) + 1
  end
end
local answer = {#entries == tonumber(ARGV[3]) and entries[#entries][1] or ''}
for class, count in pairs(counts) do
  answer[#answer + 1] = class
  answer[#answer + 1] = count
end
return answer
