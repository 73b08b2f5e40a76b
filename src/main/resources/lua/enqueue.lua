-- Makes a job, and puts it into a stage's queue. Of a claim: only while every record still shows that claim. A batch has
-- no stage: it waits for its children until it is sealed.
local id, claimed, stage, priority, type, user, project, parent, subjects, title, target, payload, bytes, timeout, maximum,
  ttl, failed_ttl = unpack(ARGV)
if redis.call('EXISTS', job(id)) == 1 then
  return {'OK'}
end
local records = cjson.decode(subjects)
if claimed == 'true' then
  for _, subject in ipairs(records) do
    local owner, status = unpack(redis.call('HMGET', subject, 'job', 'status'))
    if owner ~= id or status ~= 'CLAIMED' then
      return {'LOST', subject, owner or 'nobody', status or 'no status'}
    end
  end
end
if parent ~= '' then
  local state = redis.call('HGET', job(parent), 'state')
  if not state or is_final(state) then
    return {'ENDED', parent, state or 'unknown'}
  end
end
for _, subject in ipairs(records) do
  redis.call('HSET', subject, 'job', id, 'user', user, 'project', project)
  redis.call('HDEL', subject, 'claimed_until', 'reason', 'failure')
end
local j = {id = id, stage = stage, priority = priority, type = type, user = user, project = project, parent = parent,
  title = title, target = target, bytes = bytes, subjects = subjects, ttl = ttl, failed_ttl = failed_ttl}
if parent ~= '' then
  redis.call('HINCRBY', job(parent), 'children', 1)
  redis.call('HINCRBY', job(parent), 'open', 1)
end
if stage == '' then
  admit(j, 'PENDING', payload, timeout, maximum, 'children', 0, 'open', 0, 'completed', 0, 'failed', 0, 'cancelled', 0)
else
  take_turn(j)
  push(j, stage)
  admit(j, 'QUEUED', payload, timeout, maximum, 'turn', j.turn, 'in_turn', '1')
end
if claimed == 'true' then
  append_history('claim', 'success', target, id, type, '', now(), now(), user, project, '', bytes, '', '', '')
end
return {'OK'}
