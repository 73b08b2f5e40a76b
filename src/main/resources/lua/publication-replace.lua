-- Replaces what a target has of a dataset, unless it is no longer what the caller has read. KEYS: the dataset's hash.
local target, before, after = unpack(ARGV)
if redis.call('HGET', KEYS[1], target) ~= before then
  return 0
end
redis.call('HSET', KEYS[1], target, after)
return 1
