local id, token, notes, result = unpack(ARGV)
local answer = not_held(id, token, 'complete') or illegal(id, 'COMPLETED')
if answer then
  return answer
end
record(id, 'success', '', '', notes)
settle(id, token, 'complete')
redis.call('HDEL', job(id), 'failure', 'reason', 'detail', 'lost', 'progress')
enter(id, 'COMPLETED', 'result', result)
return {'OK'}
