-- No further attempt: the job keeps its reason until someone looks.
local id, token, kind, reason, detail, notes = unpack(ARGV)
local j = load(id)
local answer = not_held(j, token, 'park') or illegal(j, 'FAILED')
if answer then
  return answer
end
record(j, 'failed', kind, reason, notes)
local settled = settle(j, 'park')
clear(j, 'token', 'expires')
fail(j, kind, reason, detail, 'settled', settled)
return {'OK'}
