-- A target has nothing of a dataset any more. KEYS as in publication-put.lua.
local dataset, target = unpack(ARGV)
local removed = redis.call('HDEL', KEYS[1], target)
if removed == 1 then
  redis.call('HINCRBY', KEYS[3], target, -1)
end
if redis.call('EXISTS', KEYS[1]) == 0 then
  redis.call('ZREM', KEYS[2], dataset)
end
return removed
