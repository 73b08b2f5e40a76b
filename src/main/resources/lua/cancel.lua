-- A job that has not ended. Its worker hears of it by the event, at the latest when it renews its lease. Of a batch the
-- children are cancelled afterwards, a page at a time; one that is claimed meanwhile is cancelled by the claim.
local id, reason = unpack(ARGV)
local j = load(id)
if not j then
  return {'NONE'}
end
if j.state == 'CANCELLED' then
  return {'OK'}
end
local answer = illegal(j, 'CANCELLED')
if answer then
  return answer
end
if j.state == 'RUNNING' and j.token then
  record(j, 'cancelled', '', reason, '')
end
leave_turn(j, false)
for _, place in ipairs({'queue:', 'delayed:', 'leases:'}) do
  redis.call('ZREM', place .. j.stage, id)
end
clear(j, 'token', 'expires', 'in_turn', 'failure', 'detail')
enter(j, 'CANCELLED', 'reason', reason)
return {'OK'}
