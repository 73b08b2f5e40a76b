-- A part of the datasets of many files that have a record, in the order of their keys. One whose record is gone leaves the
-- index here.
-- ARGV: key after which the part begins ('' for the beginning), statuses as ',A,B,', how many to look at
-- Answers the key after which the next part begins ('' at the end), then the targets of those that have one of the statuses

local after, statuses, look = ARGV[1], ARGV[2], tonumber(ARGV[3])
local datasets = redis.call('ZRANGEBYLEX', 'datasets', '(' .. after, '+', 'LIMIT', 0, look)
local answer = {#datasets == look and datasets[#datasets] or ''}
for _, dataset in ipairs(datasets) do
  local record = redis.pcall('HMGET', 'dataset:' .. dataset, 'status', 'target')
  if not record.err and not record[2] then
    redis.call('ZREM', 'datasets', dataset)
  elseif not record.err and string.find(statuses, ',' .. (record[1] or '') .. ',', 1, true) then
    answer[#answer + 1] = record[2]
  end
end
return answer
