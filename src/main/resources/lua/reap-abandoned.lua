-- The same for stages that have no keeper any more: their route is gone, or the instances that served them. Any other
-- stage's keeper may ask. A stage is taken for abandoned when none of its own keepers has come for a whole lease, of the
-- stage or of who asks, while somebody looked; an outage of Redis begins that time anew.
local length = tonumber(ARGV[1])
local answer = {'OK', 0, 0}
for _, stage in ipairs(redis.call('SMEMBERS', 'jobs:stages')) do
  if redis.call('EXISTS', 'leases:' .. stage) == 1 then
    local key, time = 'reaping:' .. stage, now()
    local own, attempts, vacant, visited = unpack(redis.call('HMGET', key, 'length', 'attempts', 'vacant', 'visited'))
    local patience = math.max(length, tonumber(own) or 0)
    if not vacant or time - visited > patience then
      vacant = time
    end
    redis.call('HSET', key, 'vacant', vacant, 'visited', time)
    if time - vacant > patience then
      local reaped = reap(stage, tonumber(attempts) or 0)
      answer[2], answer[3] = answer[2] + reaped[2], answer[3] + reaped[3]
      for i = 4, #reaped do
        table.insert(answer, reaped[i])
      end
    end
  end
end
return answer
