-- Leases the first job of a stage. When the answer to a claim was lost on the way, the same token gets the same job.
local stage, worker, token, length, again = unpack(ARGV)
if again == 'true' then
  for _, id in ipairs(redis.call('ZRANGE', 'leases:' .. stage, 0, -1)) do
    if redis.call('HGET', job(id), 'token') == token then
      redis.call('ZADD', 'leases:' .. stage, int(now() + length), id)
      return {'OK', redis.call('HGETALL', job(id))}
    end
  end
end
for _, due in ipairs(redis.call('ZRANGEBYSCORE', 'delayed:' .. stage, 0, now(), 'LIMIT', 0, 100)) do
  redis.call('ZREM', 'delayed:' .. stage, due)
  local j = load(due)
  if j then
    push(j, stage)
  end
end

-- The job that it is a part of was cancelled, and its children are being told one after the other.
local function orphan(j)
  if j.parent == '' or redis.call('HGET', job(j.parent), 'state') ~= 'CANCELLED' then
    return false
  end
  cancel(j, redis.call('HGET', job(j.parent), 'reason') or '')
  return true
end

local function first()
  local id = redis.call('ZPOPMIN', 'queue:' .. stage)[1]
  while id do
    local j = load(id)
    if j and not illegal(j, 'RUNNING') and not orphan(j) then
      return j
    end
    id = redis.call('ZPOPMIN', 'queue:' .. stage)[1]
  end
end

local j = first()
if not j then
  return {'NONE'}
end
local time = now()
redis.call('ZADD', 'leases:' .. stage, int(time + length), j.id)
leave_turn(j, true)
local began, expires = time, tonumber(j.timeout) > 0 and int(time + j.timeout) or ''
if j.asleep then
  -- The attempt goes on that began before it slept.
  began, expires = j.began, j.expires or ''
else
  clear(j, 'progress')
end
-- Whoever has it now has yet to look; a word that was left for an earlier run would only keep it from its sleep.
clear(j, 'in_turn', 'wake')
enter(j, 'RUNNING', 'token', token, 'worker', worker, 'began', began, 'attempt', int(j.attempt + 1),
  'started', j.started or time, 'expires', expires)
local found = redis.call('HGETALL', job(j.id))
clear(j, 'asleep')
return {'OK', found}
