-- Tells living workers what to do; '*' stands for all instances, or all stages. Answers who was told.
local instance, stage, command = unpack(ARGV)
local answer, time = {'OK'}, now()
local ids = redis.call('ZRANGE', 'workers', 0, -1)
table.sort(ids)
for _, id in ipairs(ids) do
  local key = 'worker:' .. id
  local its_instance, its_stage, heartbeat, patience =
    unpack(redis.call('HMGET', key, 'instance', 'stage', 'heartbeat', 'patience'))
  if heartbeat and time - heartbeat <= tonumber(patience) and (instance == '*' or instance == its_instance)
      and (stage == '*' or stage == its_stage) then
    redis.call('HSET', key, 'order', redis.call('INCR', 'workers:orders'), 'command', command)
    redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'worker', 'worker', id, 'stage', its_stage,
      'command', command)
    table.insert(answer, id)
  end
end
return answer
