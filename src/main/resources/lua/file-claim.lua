-- Takes a dataset for one instance: all of its files, or none.
-- KEYS: key:<dataset key>, then file:<path> for each source
-- ARGV: claim id, lease in ms, dataset key, owner that is known to be gone ('' when none is),
--       whether files are taken again of which this version failed ('failed'), or any ('all'), or none (''),
--       'octree' when only the octree of this very version is worth taking it (else ''),
--       then for each source: path, name, size, seconds, modified, sha256 ('' when contents are not compared)
-- Answers: outcome (see ClaimOutcome.java; OWNED: another file has the key), owner

local claim, lease, dataset, gone, again, octree = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

local sources = {}
for i = 2, #KEYS do
  local at = 6 + (i - 2) * 6
  sources[i - 1] = {
    key = KEYS[i], path = ARGV[at + 1], name = ARGV[at + 2], size = ARGV[at + 3],
    seconds = ARGV[at + 4], modified = ARGV[at + 5], sha256 = ARGV[at + 6]
  }
end

-- A file that was only touched: nothing to convert, whatever became of that content.
local function same_content(source, status)
  return source.sha256 ~= '' and redis.call('HGET', source.key, 'sha256') == source.sha256
      and (status == 'COMPLETED' or status == 'FAILED' or status == 'CANCELLED')
end

local function in_work(key)
  local status = redis.call('HGET', key, 'status')
  return status == 'QUEUED' or status == 'RUNNING' or status == 'CLAIMED' and claim_lives(key)
end

-- People want this version once more.
local function wanted_again(found, status)
  return again ~= '' and (found == 'FAILED' or status == 'FAILED' or status == 'CANCELLED')
      or again == 'all' and status ~= 'QUEUED' and status ~= 'RUNNING'
end

local function version_stays(source)
  local record = redis.call('HMGET', source.key, 'size', 'modified', 'timestamp_file')
  return record[1] == source.size and record[2] == source.modified and record[3] == source.seconds
end

local wanted, busy, touched = false, false, {}
for _, source in ipairs(sources) do
  local found, status = verdict(source.key, source.size, source.seconds, source.modified)
  if found == 'BUSY' or found == 'BROKEN' then
    return {found, ''}
  elseif octree ~= '' and (not version_stays(source) or redis.call('HEXISTS', source.key, 'octree_job') == 0) then
    return {'BUSY', ''}
  elseif wanted_again(found, status) then
    wanted = true
  elseif found == 'CHANGED' and same_content(source, status) then
    touched[#touched + 1] = source
  elseif found ~= 'UNCHANGED' and found ~= 'FAILED' then
    wanted = true
  end
  busy = busy or status == 'QUEUED' or status == 'RUNNING'
end

local function write_version(source)
  redis.call('HSET', source.key, 'size', source.size, 'modified', source.modified, 'timestamp_file', source.seconds)
end

if not wanted then
  for _, source in ipairs(touched) do
    write_version(source)
  end
  return {#touched > 0 and 'SAME_CONTENT' or 'UNCHANGED', ''}
end
if busy then
  return {'BUSY', ''}
end

local owner = redis.call('GET', KEYS[1])
local ours = not owner
for _, source in ipairs(sources) do
  ours = ours or owner == source.path
end
if not ours and owner ~= gone then
  return {'OWNED', owner}
end
-- The vanished owner's job may still publish under this key.
if not ours and in_work('file:' .. owner) then
  return {'BUSY', owner}
end

redis.call('SET', KEYS[1], sources[1].path)
for _, source in ipairs(sources) do
  redis.call('ZADD', 'files', 0, source.path)
  -- Small hashes are searched from their beginning: what each scan asks for is written first.
  redis.call('HSET', source.key, 'status', 'CLAIMED')
  -- The octree on disk is that of another version from now on.
  if not version_stays(source) then
    redis.call('HDEL', source.key, 'octree_job')
  end
  write_version(source)
  redis.call('HSET', source.key, 'filename', source.name, 'filepath', source.path, 'key', dataset,
    'job', claim, 'claimed_until', string.format('%.0f', now() + lease))
  -- An older octree may be live until it is replaced.
  for _, proven in ipairs({'octreepath', 'timestamp_octree', 'timestamp_s3'}) do
    redis.call('HSETNX', source.key, proven, '')
  end
  redis.call('HDEL', source.key, 'stage', 'attempts', 'reason', 'sha256')
  if source.sha256 ~= '' then
    redis.call('HSET', source.key, 'sha256', source.sha256)
  end
end
return {'CLAIMED', ''}
