-- All stages at one moment: name, ready, delayed, running (also those that sleep), ready by priority from URGENT to LOW, and since when the one has
-- waited that has waited longest among the first of each priority; '' when none waits.
local answer = {'OK'}
for _, stage in ipairs(redis.call('SMEMBERS', 'jobs:stages')) do
  local queue, oldest = 'queue:' .. stage, nil
  local counts = {}
  for rank = 0, 3 do
    local low, high = string.format('%.0f', rank * 1e15), string.format('(%.0f', (rank + 1) * 1e15)
    table.insert(counts, redis.call('ZCOUNT', queue, low, high))
    local first = redis.call('ZRANGEBYSCORE', queue, low, high, 'LIMIT', 0, 1)[1]
    local since = first and tonumber(redis.call('HGET', job(first), 'updated'))
    if since and (not oldest or since < oldest) then
      oldest = since
    end
  end
  table.insert(answer, {stage, redis.call('ZCARD', queue), redis.call('ZCARD', 'delayed:' .. stage),
    redis.call('ZCARD', 'leases:' .. stage) + redis.call('ZCARD', 'asleep:' .. stage), counts[1], counts[2], counts[3], counts[4],
    oldest and string.format('%.0f', oldest) or ''})
end
return answer
