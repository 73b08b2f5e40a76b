-- All children of a batch are there.
local id = ARGV[1]
local state = redis.call('HGET', job(id), 'state')
if not state then
  return {'NONE'}
end
if state ~= 'PENDING' then
  return {'OK'}
end
enter(id, 'QUEUED')
for _, child in ipairs(redis.call('ZRANGE', 'jobs:children:' .. id, 0, -1)) do
  if redis.call('HGET', job(child), 'state') ~= 'QUEUED' then
    enter(id, 'RUNNING')
    break
  end
end
conclude(id)
return {'OK'}
