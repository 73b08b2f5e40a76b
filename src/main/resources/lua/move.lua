-- Leaves the present stage and enters the next.
local id, token, stage, payload, notes, result = unpack(ARGV)
local answer = not_held(id, token, 'move:' .. stage) or illegal(id, 'QUEUED')
if answer then
  return answer
end
record(id, 'success', '', '', notes)
settle(id, token, 'move:' .. stage)
redis.call('HDEL', job(id), 'failure', 'reason', 'detail', 'lost', 'progress')
push(id, stage)
enter(id, 'QUEUED', 'stage', stage, 'attempt', 0, 'payload', payload, 'result', result)
return {'OK'}
