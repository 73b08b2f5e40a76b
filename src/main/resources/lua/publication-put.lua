-- Writes what a target has of a dataset. KEYS: the dataset's hash, the sorted set of all datasets, how many each target has.
local dataset, target, publication = unpack(ARGV)
if redis.call('HSET', KEYS[1], target, publication) == 1 then
  redis.call('HINCRBY', KEYS[3], target, 1)
end
redis.call('ZADD', KEYS[2], 0, dataset)
return 1
