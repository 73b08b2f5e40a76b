-- Another attempt at the same stage, after the delay.
local id, token, delay, kind, reason, detail, notes = unpack(ARGV)
local j = load(id)
local answer = not_held(j, token, 'retry') or illegal(j, 'QUEUED')
if answer then
  return answer
end
record(j, 'failed', kind, reason, notes)
local settled = settle(j, 'retry')
clear(j, 'token', 'expires')
redis.call('ZADD', 'delayed:' .. j.stage, int(now() + delay), id)
enter(j, 'QUEUED', 'failure', kind, 'reason', reason, 'detail', detail, 'settled', settled)
return {'OK'}
