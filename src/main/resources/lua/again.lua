-- A job that has failed or was cancelled begins anew, at the stage that is named. Not when another job has one of its
-- files by now, or those of the job whose branch it is.
local id, stage = unpack(ARGV)
local j = load(id)
if not j then
  return {'NONE'}
end
local answer = illegal(j, 'QUEUED')
if answer or not is_final(j.state) then
  return answer or {'ILLEGAL', j.state, 'QUEUED'}
end
for _, subject in ipairs(cjson.decode(j.subjects)) do
  local owner = redis.call('HGET', subject, 'job')
  if owner ~= id then
    return {'LOST', subject, owner or 'nobody'}
  end
end
answer = bound(j)
if answer then
  return answer
end
if stage ~= j.stage then
  redis.call('HDEL', job(id), 'branches', 'children', 'open', 'completed', 'failed', 'cancelled')
end
absolve(j)
clear(j, 'next', 'failure', 'detail', 'reason', 'lost', 'progress', 'started', 'settled')
redis.call('ZREM', 'jobs:failed', id)
take_turn(j)
push(j, stage)
enter(j, 'QUEUED', 'stage', stage, 'attempt', '0', 'turn', j.turn, 'in_turn', '1')
return {'OK'}
