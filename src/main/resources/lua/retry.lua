-- Another attempt at the same stage, after the delay.
local id, token, delay, kind, reason, detail, notes = unpack(ARGV)
local answer = not_held(id, token, 'retry') or illegal(id, 'QUEUED')
if answer then
  return answer
end
record(id, 'failed', kind, reason, notes)
local stage = settle(id, token, 'retry')
redis.call('ZADD', 'delayed:' .. stage, now() + delay, id)
enter(id, 'QUEUED', 'failure', kind, 'reason', reason, 'detail', detail)
return {'OK'}
