-- Makes a job, and puts it into a stage's queue. Of a claim: only while every record still shows that claim. A batch has
-- no stage: it waits for its children until it is sealed.
local id, claimed, stage, priority, type, user, project, parent, subjects = unpack(ARGV)
if redis.call('EXISTS', job(id)) == 1 then
  return {'OK'}
end
local records = cjson.decode(subjects)
for _, subject in ipairs(records) do
  local owner, status = unpack(redis.call('HMGET', subject, 'job', 'status'))
  if claimed == 'true' and (owner ~= id or status ~= 'CLAIMED') then
    return {'LOST', subject, owner or 'nobody', status or 'no status'}
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
  redis.call('HDEL', subject, 'claimed_until')
end
local arrival = redis.call('INCR', 'queue:arrivals')
redis.call('HSET', job(id), 'id', id, 'stage', stage, 'priority', priority, 'type', type, 'user', user,
  'project', project, 'parent', parent, 'subjects', subjects, 'attempt', 0, 'created', now(), 'arrival', arrival,
  unpack(ARGV, 10))
redis.call('ZADD', 'jobs', arrival, id)
redis.call('ZADD', 'jobs:type:' .. type, arrival, id)
if user ~= '' then
  redis.call('ZADD', 'jobs:user:' .. user, arrival, id)
end
if project ~= '' then
  redis.call('ZADD', 'jobs:project:' .. project, arrival, id)
end
if parent ~= '' then
  redis.call('ZADD', 'jobs:children:' .. parent, arrival, id)
  redis.call('HINCRBY', job(parent), 'children', 1)
  redis.call('HINCRBY', job(parent), 'open', 1)
end
if stage == '' then
  redis.call('HSET', job(id), 'children', 0, 'open', 0, 'completed', 0, 'failed', 0, 'cancelled', 0)
  enter(id, 'PENDING')
else
  take_turn(id, user, priority)
  push(id, stage)
  enter(id, 'QUEUED')
end
return {'OK'}
