-- A job that has failed or was cancelled begins anew, at the stage that is named. Not when another job has one of its
-- files by now.
local id, stage = unpack(ARGV)
local state, subjects, user, priority = unpack(redis.call('HMGET', job(id), 'state', 'subjects', 'user', 'priority'))
if not state then
  return {'NONE'}
end
if not is_final(state) then
  return {'ILLEGAL', state, 'QUEUED'}
end
local answer = illegal(id, 'QUEUED')
if answer then
  return answer
end
for _, subject in ipairs(cjson.decode(subjects)) do
  local owner = redis.call('HGET', subject, 'job')
  if owner ~= id then
    return {'LOST', subject, owner or 'nobody'}
  end
end
redis.call('HDEL', job(id), 'failure', 'reason', 'detail', 'lost', 'progress', 'started', 'settled')
redis.call('ZREM', 'jobs:failed', id)
take_turn(id, user, priority)
push(id, stage)
enter(id, 'QUEUED', 'stage', stage, 'attempt', 0)
return {'OK'}
