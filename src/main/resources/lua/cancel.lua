local id, reason, ttl = unpack(ARGV)
local state, stage, token = unpack(redis.call('HMGET', job(id), 'state', 'stage', 'token'))
if not state then
  return {'NONE'}
end
if state == 'CANCELLED' then
  return {'OK'}
end
local answer = illegal(id, 'CANCELLED')
if answer then
  return answer
end
redis.call('ZREM', 'queue:' .. stage, id)
redis.call('ZREM', 'delayed:' .. stage, id)
give_back(id, token or '')
enter(id, 'CANCELLED', 'reason', reason)
redis.call('PEXPIRE', job(id), ttl)
return {'OK'}
