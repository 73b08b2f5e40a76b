-- A job that has not ended. Its worker hears of it by the event, at the latest when it renews its lease. Of a batch the
-- children are cancelled afterwards, a page at a time; one that is claimed meanwhile is cancelled by the claim.
local id, reason = unpack(ARGV)
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
if state == 'RUNNING' and token then
  record(id, 'cancelled', '', reason, '')
end
leave_turn(id, false)
if stage ~= '' then
  redis.call('ZREM', 'queue:' .. stage, id)
  redis.call('ZREM', 'delayed:' .. stage, id)
  give_back(id, token or '')
end
enter(id, 'CANCELLED', 'reason', reason)
return {'OK'}
