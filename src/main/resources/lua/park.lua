-- No further attempt: the job keeps its reason until someone looks.
local id, token, kind, reason, detail, notes = unpack(ARGV)
local answer = not_held(id, token, 'park') or illegal(id, 'FAILED')
if answer then
  return answer
end
record(id, 'failed', kind, reason, notes)
settle(id, token, 'park')
fail(id, kind, reason, detail)
return {'OK'}
