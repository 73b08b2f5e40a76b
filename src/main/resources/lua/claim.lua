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

-- A batch was cancelled while its children are being told one after the other.
local function orphan(id)
  local parent = redis.call('HGET', job(id), 'parent')
  if not parent or parent == '' or redis.call('HGET', job(parent), 'state') ~= 'CANCELLED' then
    return false
  end
  leave_turn(id, false)
  enter(id, 'CANCELLED', 'reason', redis.call('HGET', job(parent), 'reason') or '')
  return true
end

local id = redis.call('ZPOPMIN', 'queue:' .. stage)[1]
while id and (illegal(id, 'RUNNING') or orphan(id)) do
  id = redis.call('ZPOPMIN', 'queue:' .. stage)[1]
end
if not id then
  return {'NONE'}
end
local time = now()
redis.call('ZADD', 'leases:' .. stage, time + length, id)
redis.call('SET', 'lease:' .. token, id, 'PX', length)
redis.call('HINCRBY', job(id), 'attempt', 1)
redis.call('HSETNX', job(id), 'started', time)
local timeout = tonumber(redis.call('HGET', job(id), 'timeout')) or 0
if timeout > 0 then
  redis.call('HSET', job(id), 'expires', string.format('%.0f', time + timeout))
end
redis.call('HDEL', job(id), 'progress')
leave_turn(id, true)
enter(id, 'RUNNING', 'token', token, 'worker', worker, 'began', time)
return {'OK', redis.call('HGETALL', job(id))}
