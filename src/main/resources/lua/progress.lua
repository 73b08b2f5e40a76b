-- How far the job is; for those who ask, and for those who listen.
local id, token, progress = unpack(ARGV)
local j = load(id)
local answer = not_held(j, token, 'progress')
if answer then
  return answer
end
redis.call('HSET', job(id), 'progress', progress)
redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'progress', 'job', id, 'stage', j.stage, 'user', j.user,
  'parent', j.parent, 'progress', progress)
return {'OK'}
