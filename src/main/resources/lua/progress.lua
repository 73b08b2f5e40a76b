-- How far the job is; for those who ask, and for those who listen.
local id, token, progress = unpack(ARGV)
local answer = not_held(id, token, 'progress')
if answer then
  return answer
end
redis.call('HSET', job(id), 'progress', progress)
local stage, user, parent = unpack(redis.call('HMGET', job(id), 'stage', 'user', 'parent'))
redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'progress', 'job', id, 'stage', stage, 'user', user,
  'parent', parent, 'progress', progress)
return {'OK'}
