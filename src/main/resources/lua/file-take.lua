-- What the two claims share; put before them.

local function in_work(key)
  local status = redis.call('HGET', key, 'status')
  return (status == 'QUEUED' or status == 'RUNNING') and job_lives(key) or status == 'CLAIMED' and claim_lives(key)
end

-- Whether the job of the owner of a dataset key may still publish under it.
local function owner_in_work(owner, dataset)
  return in_work('file:' .. owner) or in_work('dataset:' .. dataset)
end

-- Reads what stands at ARGV for a file that is asked for.
local function asked(key, at)
  return {
    key = key, path = ARGV[at + 1], name = ARGV[at + 2], size = ARGV[at + 3],
    seconds = ARGV[at + 4], modified = ARGV[at + 5], sha256 = ARGV[at + 6]
  }
end

local function write_version(source)
  redis.call('HSET', source.key, 'size', source.size, 'modified', source.modified, 'timestamp_file', source.seconds)
end

local function version_stays(source)
  local record = redis.call('HMGET', source.key, 'size', 'modified', 'timestamp_file')
  return record[1] == source.size and record[2] == source.modified and record[3] == source.seconds
end

-- An older octree may be live until it is replaced.
local function keep_proven(key)
  for _, proven in ipairs({'octreepath', 'timestamp_octree', 'timestamp_s3'}) do
    redis.call('HSETNX', key, proven, '')
  end
end

-- Writes a claim into the record of a file.
-- many: the dataset of many files that it is one of; '' when it is a dataset of its own
local function take(source, claim, dataset, many, ends)
  local former = redis.call('HGET', source.key, 'dataset')
  if former and former ~= many then
    redis.call('SREM', 'members:' .. former, source.path)
  end
  -- Small hashes are searched from their beginning: what each scan asks for is written first.
  redis.call('HSET', source.key, 'status', 'CLAIMED')
  -- The octree on disk is that of another version from now on.
  if (former or '') ~= many or not version_stays(source) then
    redis.call('HDEL', source.key, 'octree_job')
  end
  redis.call('ZADD', 'files', 0, source.path)
  write_version(source)
  redis.call('HSET', source.key, 'filename', source.name, 'filepath', source.path, 'key', dataset,
    'job', claim, 'claimed_until', ends)
  keep_proven(source.key)
  redis.call('HDEL', source.key, 'stage', 'attempts', 'reason', 'sha256', 'dataset', 'removed_from', 'removed_at',
    'deleted_at', 'unpublished_at', 'unpublished_for', 'completed_path')
  if source.sha256 ~= '' then
    redis.call('HSET', source.key, 'sha256', source.sha256)
  end
  if many ~= '' then
    redis.call('HSET', source.key, 'dataset', many)
  end
end

local function claim_ends(lease)
  return string.format('%.0f', now() + lease)
end
