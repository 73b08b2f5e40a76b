-- Leaves the present stage and enters the next.
local id, token, stage, payload = unpack(ARGV)
local answer = not_held(id, token, 'move:' .. stage) or illegal(id, 'QUEUED')
if answer then
  return answer
end
settle(id, token, 'move:' .. stage)
redis.call('HDEL', job(id), 'failure', 'reason', 'detail', 'lost')
push(id, stage)
enter(id, 'QUEUED', 'stage', stage, 'attempt', 0, 'payload', payload)
return {'OK'}
