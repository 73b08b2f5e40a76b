-- Leases the first job of a stage. The same token again gets the same job again.
local stage, worker, token, length = unpack(ARGV)
local held = redis.call('GET', 'lease:' .. token)
if held and redis.call('HGET', job(held), 'token') == token then
  redis.call('ZADD', 'leases:' .. stage, now() + length, held)
  return {'OK', redis.call('HGETALL', job(held))}
end
for _, due in ipairs(redis.call('ZRANGEBYSCORE', 'delayed:' .. stage, 0, now(), 'LIMIT', 0, 100)) do
  redis.call('ZREM', 'delayed:' .. stage, due)
  push(due, stage)
end
local id = redis.call('ZPOPMIN', 'queue:' .. stage)[1]
while id and illegal(id, 'RUNNING') do
  id = redis.call('ZPOPMIN', 'queue:' .. stage)[1]
end
if not id then
  return {'NONE'}
end
redis.call('ZADD', 'leases:' .. stage, now() + length, id)
redis.call('SET', 'lease:' .. token, id, 'PX', length)
redis.call('HINCRBY', job(id), 'attempt', 1)
enter(id, 'RUNNING', 'token', token, 'worker', worker)
return {'OK', redis.call('HGETALL', job(id))}
