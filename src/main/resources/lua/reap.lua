-- Takes leases of a stage away that were not renewed. When no keeper has been here for half a lease, Redis may have been
-- out of everyone's reach: then all workers get one whole lease to renew theirs first.
local stage, length, attempts = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local time = tonumber(now())
local seen, from = unpack(redis.call('HMGET', 'reaping:' .. stage, 'seen', 'from'))
if seen and time - seen > length / 2 then
  from = time + length
  redis.call('HSET', 'reaping:' .. stage, 'from', from)
end
redis.call('HSET', 'reaping:' .. stage, 'seen', time, 'length', length, 'attempts', attempts)
redis.call('HDEL', 'reaping:' .. stage, 'vacant', 'visited')
if from and time < tonumber(from) then
  return {'OK', 0, 0}
end
return reap(stage, attempts)
