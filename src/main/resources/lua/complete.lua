local id, token, notes, result = unpack(ARGV)
local j = load(id)
local answer = not_held(j, token, 'complete') or illegal(j, 'COMPLETED')
if answer then
  return answer
end
record(j, 'success', '', '', notes)
local settled = settle(j, 'complete')
clear(j, 'token', 'failure', 'detail', 'reason', 'lost', 'progress', 'expires')
enter(j, 'COMPLETED', 'result', result, 'settled', settled)
return {'OK'}
