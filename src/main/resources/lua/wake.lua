-- There is something to do for the job. One that is just going to sleep will not.
local id = unpack(ARGV)
local j = load(id)
if not j or j.state ~= 'RUNNING' then
  return {'NONE'}
end
if j.asleep then
  wake(j)
elseif j.token then
  redis.call('HSET', job(id), 'wake', '1')
else
  return {'NONE'}
end
return {'OK'}
