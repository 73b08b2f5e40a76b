-- Writes what a target has of a dataset. KEYS: the dataset's hash, the sorted set of all datasets.
local dataset, target, publication = unpack(ARGV)
redis.call('HSET', KEYS[1], target, publication)
redis.call('ZADD', KEYS[2], 0, dataset)
return 1
