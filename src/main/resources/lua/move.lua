-- Leaves the present stage and enters the next.
local id, token, stage, payload, notes, result = unpack(ARGV)
local j = load(id)
local answer = not_held(j, token, 'move:' .. stage) or illegal(j, 'QUEUED')
if answer then
  return answer
end
record(j, 'success', '', '', notes)
local settled = settle(j, 'move:' .. stage)
clear(j, 'token', 'failure', 'detail', 'reason', 'lost', 'progress', 'expires')
push(j, stage)
enter(j, 'QUEUED', 'stage', stage, 'attempt', '0', 'payload', payload, 'result', result, 'settled', settled)
return {'OK'}
