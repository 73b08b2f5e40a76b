-- A worker says that it lives and what it does, and hears what it is to do. One that begins has no order: what its
-- predecessor of the same name was told is gone with it. Those that have been silent for an hour are forgotten.
local id, instance, stage, slots, state, jobs, patience, begins = unpack(ARGV)
local key, time = 'worker:' .. id, now()
if begins == 'true' then
  redis.call('DEL', key)
end
if redis.call('HGET', key, 'state') ~= state then
  redis.call('HSET', key, 'state', state, 'since', time)
  redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'worker', 'worker', id, 'stage', stage, 'state', state)
end
redis.call('HSET', key, 'id', id, 'instance', instance, 'stage', stage, 'slots', slots, 'jobs', jobs,
  'patience', patience, 'heartbeat', time)
redis.call('ZADD', 'workers', time, id)
for _, silent in ipairs(redis.call('ZRANGEBYSCORE', 'workers', 0, time - 3600000, 'LIMIT', 0, 100)) do
  redis.call('DEL', 'worker:' .. silent)
  redis.call('ZREM', 'workers', silent)
end
local order, command = unpack(redis.call('HMGET', key, 'order', 'command'))
return {'OK', order or 0, command or ''}
