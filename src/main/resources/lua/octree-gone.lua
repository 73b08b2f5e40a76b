-- The octree on disk of an unpublished dataset is gone.   ARGV: dataset key
-- Answers how many records were written.

local dataset = ARGV[1]
local _, keys = records_of(dataset)
for _, key in ipairs(keys) do
  redis.call('HSET', key, 'octreepath', '', 'timestamp_octree', '')
  redis.call('HDEL', key, 'octree_job', 'points')
end
redis.call('ZREM', 'unpublished', dataset)
return #keys
