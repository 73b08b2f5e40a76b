-- Writes down that another file owns the dataset key.
-- KEYS: key:<dataset key>, then file:<path> for each source
-- ARGV: owner, dataset key, reason, then for each source: path, name, size, seconds, modified
-- Answers 1 when this is news, 0 when it is not, or when it is no longer true.

local owner, dataset, reason = ARGV[1], ARGV[2], ARGV[3]
if redis.call('GET', KEYS[1]) ~= owner then
  return 0
end

local news = 0
for i = 2, #KEYS do
  local key, at = KEYS[i], 3 + (i - 2) * 5
  local found, status = verdict(key, ARGV[at + 3], ARGV[at + 4], ARGV[at + 5])
  if found ~= 'BUSY' and found ~= 'UNCHANGED' and found ~= 'BROKEN' then
    if status ~= 'REFUSED' or redis.call('HGET', key, 'reason') ~= reason then
      news = 1
    end
    redis.call('ZADD', 'files', 0, ARGV[at + 1])
    redis.call('HSET', key, 'filepath', ARGV[at + 1], 'filename', ARGV[at + 2], 'size', ARGV[at + 3],
      'timestamp_file', ARGV[at + 4], 'modified', ARGV[at + 5], 'key', dataset, 'status', 'REFUSED', 'reason', reason)
    for _, proven in ipairs({'octreepath', 'timestamp_octree', 'timestamp_s3'}) do
      redis.call('HSETNX', key, proven, '')
    end
    redis.call('HDEL', key, 'claimed_until')
  end
end
return news
