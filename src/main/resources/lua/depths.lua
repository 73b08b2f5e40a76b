-- All stages at one moment: a job that moves is counted once.
local answer = {'OK'}
for _, stage in ipairs(redis.call('SMEMBERS', 'jobs:stages')) do
  table.insert(answer, stage)
  table.insert(answer, redis.call('ZCARD', 'queue:' .. stage))
  table.insert(answer, redis.call('ZCARD', 'delayed:' .. stage))
  table.insert(answer, redis.call('ZCARD', 'leases:' .. stage) + redis.call('ZCARD', 'asleep:' .. stage))
end
return answer
