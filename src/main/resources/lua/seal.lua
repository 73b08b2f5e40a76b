-- All children of a batch are there.
local batch = load(ARGV[1])
if not batch then
  return {'NONE'}
end
if batch.state ~= 'PENDING' then
  return {'OK'}
end
enter(batch, 'QUEUED')
for _, child in ipairs(redis.call('ZRANGE', 'jobs:children:' .. batch.id, 0, -1)) do
  if redis.call('HGET', job(child), 'state') ~= 'QUEUED' then
    enter(batch, 'RUNNING')
    break
  end
end
conclude(batch)
return {'OK'}
