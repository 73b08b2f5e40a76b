-- A waiting job's place in its queue, how many wait there, and how many run.
local id = ARGV[1]
local state, stage = unpack(redis.call('HMGET', job(id), 'state', 'stage'))
local rank = state == 'QUEUED' and stage ~= '' and redis.call('ZRANK', 'queue:' .. stage, id)
if not rank then
  return {'NONE'}
end
return {'OK', rank + 1, redis.call('ZCARD', 'queue:' .. stage), redis.call('ZCARD', 'leases:' .. stage)}
