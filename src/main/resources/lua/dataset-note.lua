-- Writes down why a dataset of many files is not taken: it waits, it is refused, or something of it is missing.
-- KEYS: key:<dataset key>, dataset:<dataset key>, then file:<path> for each file
-- ARGV: dataset key, target, unit, fingerprint, number of members, status (WAITING, FAILED or REFUSED), reason,
--       for REFUSED the other dataset's key and the file's path, else '' and '',
--       then for each file: path, name, size, seconds, modified
-- Answers NEWS, KNOWN, BUSY (a version of it is in the queue), or OWNED (another dataset has the key)

local dataset, target, unit, fingerprint, count = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local status, reason, other, shared = ARGV[6], ARGV[7], ARGV[8], ARGV[9]
local record = KEYS[2]

local owner = redis.call('GET', KEYS[1])
if owner and owner ~= target then
  return 'OWNED'
end
local found, before = dataset_verdict(record, fingerprint)
if found == 'BROKEN' or found == 'BUSY' then
  return 'BUSY'
end

redis.call('SET', 'target:' .. target, dataset)
redis.call('ZADD', 'datasets', 0, dataset)
redis.call('HSET', record, 'key', dataset, 'unit', unit, 'target', target)
local told
if status == 'WAITING' then
  told = redis.call('HGET', record, 'waiting_reason')
  redis.call('HSET', record, 'waiting_reason', reason, 'looked_at', math.floor(now() / 1000))
  redis.call('HSETNX', record, 'members', count)
else
  if before == 'COMPLETED' then
    -- What is only missing for a while need not be converted again.
    redis.call('HSET', record, 'completed_fingerprint', redis.call('HGET', record, 'fingerprint'))
  end
  told = before == status and redis.call('HGET', record, 'reason')
  redis.call('HSET', record, 'status', status, 'reason', reason, 'fingerprint', fingerprint, 'members', count)
  redis.call('HDEL', record, 'octree_job', 'waiting_reason', 'looked_at', 'claimed_until', 'stage', 'attempts',
    'failure')
end
if other ~= '' then
  redis.call('HSET', record, 'refused_by', other, 'refused_member', shared)
end
if told == reason then
  return 'KNOWN'
end

-- The record of each file leads to the dataset; that of one that failed says so itself.
for i = 3, #KEYS do
  local key, at = KEYS[i], 9 + (i - 3) * 5
  local file = redis.pcall('HMGET', key, 'status', 'dataset')
  local in_work = file[1] == 'QUEUED' or file[1] == 'RUNNING' or file[1] == 'CLAIMED'
  local anothers = file[2] and file[2] ~= dataset
  if not file.err and not in_work and not anothers then
    redis.call('ZADD', 'files', 0, ARGV[at + 1])
    redis.call('HSET', key, 'filepath', ARGV[at + 1], 'filename', ARGV[at + 2], 'dataset', dataset, 'key', dataset)
    if status ~= 'WAITING' then
      redis.call('HSET', key, 'status', status, 'reason', reason, 'size', ARGV[at + 3],
        'timestamp_file', ARGV[at + 4], 'modified', ARGV[at + 5])
      redis.call('HDEL', key, 'failure')
    end
    for _, field in ipairs({'timestamp_file', 'octreepath', 'timestamp_octree', 'timestamp_s3'}) do
      redis.call('HSETNX', key, field, '')
    end
  end
end
return 'NEWS'
