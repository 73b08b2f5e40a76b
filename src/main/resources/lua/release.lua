-- The worker stops: back to the job's old place in the queue, as if the attempt had not begun.
local id, token = unpack(ARGV)
local answer = not_held(id, token, 'release') or illegal(id, 'QUEUED')
if answer then
  return answer
end
push(id, settle(id, token, 'release'))
enter(id, 'QUEUED', 'attempt', redis.call('HGET', job(id), 'attempt') - 1)
return {'OK'}
