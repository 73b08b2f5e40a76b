-- Writes into the records of a dataset where it is still published, or that it is not any more.
-- KEYS: the records   ARGV: job, dataset key, address ('' when it is published nowhere), names of the targets that have it, what it
-- was unpublished for, 1 when its octree on disk is gone
-- Answers how many records were written: one that belongs to a newer job is left alone.

local job, dataset, url, targets, cause, octree_gone = unpack(ARGV)
local time, written = math.floor(now() / 1000), 0
for _, key in ipairs(KEYS) do
  if redis.call('HGET', key, 'job') == job then
    written = written + 1
    redis.call('HSET', key, 'published_to', targets)
    if url ~= '' then
      redis.call('HSET', key, 'url', url)
    else
      redis.call('HDEL', key, 'url')
      redis.call('HSET', key, 'timestamp_s3', '', 'unpublished_at', time, 'unpublished_for', cause)
    end
    if octree_gone == '1' then
      redis.call('HSET', key, 'octreepath', '', 'timestamp_octree', '')
      redis.call('HDEL', key, 'octree_job', 'points')
    end
  end
end
if url == '' and octree_gone ~= '1' then
  redis.call('ZADD', 'unpublished', time, dataset)
else
  redis.call('ZREM', 'unpublished', dataset)
end
return written
