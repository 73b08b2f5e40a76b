-- Makes a job and puts it into a stage's queue. Of a claim: only while every record still shows that claim.
local id, claimed, stage, priority, title, payload, subjects = unpack(ARGV)
if redis.call('EXISTS', job(id)) == 1 then
  return {'OK'}
end
for _, subject in ipairs(cjson.decode(subjects)) do
  local owner, status = unpack(redis.call('HMGET', subject, 'job', 'status'))
  if claimed == 'true' and (owner ~= id or status ~= 'CLAIMED') then
    return {'LOST', subject, owner or 'nobody', status or 'no status'}
  end
end
for _, subject in ipairs(cjson.decode(subjects)) do
  redis.call('HSET', subject, 'job', id)
  redis.call('HDEL', subject, 'claimed_until')
end
redis.call('HSET', job(id), 'id', id, 'state', 'PENDING', 'stage', stage, 'priority', priority, 'attempt', 0,
  'title', title, 'payload', payload, 'subjects', subjects, 'created', now(),
  'arrival', redis.call('INCR', 'queue:arrivals'))
push(id, stage)
enter(id, 'QUEUED')
return {'OK'}
