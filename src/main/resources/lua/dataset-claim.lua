-- Takes a dataset of many files for one instance: all of them, or none.
-- KEYS: key:<dataset key>, dataset:<dataset key>, members:<dataset key>, then file:<path> for each file, of which a
--       manifest is the first
-- ARGV: claim id, lease in ms, dataset key, target that is known to be gone ('' when none is),
--       whether it is taken again when this version failed ('failed'), or any ('all'), or never (''),
--       'octree' when only the octree of this very version is worth taking it (else ''),
--       what makes octrees now ('' when that does not count), target, unit, fingerprint,
--       then for each file: path, name, size, seconds, modified, sha256 ('' when contents are not compared)
-- Answers: outcome (see ClaimOutcome.java; OWNED: another dataset has the key; SHARED: another has one of the files),
--          target of the other dataset, and for SHARED its key and the file's path

local claim, lease, dataset, gone, again, octree, present = unpack(ARGV, 1, 7)
local target, unit, fingerprint = ARGV[8], ARGV[9], ARGV[10]
local record, member_set = KEYS[2], KEYS[3]

local files, members, is_member = {}, {}, {}
for i = 4, #KEYS do
  local file = asked(KEYS[i], 10 + (i - 4) * 6)
  files[#files + 1] = file
  if i > 4 or unit ~= 'manifest' then
    members[#members + 1] = file
    is_member[file.path] = true
  end
end

local owner = redis.call('GET', KEYS[1])
local ours = not owner or owner == target
if not ours and owner ~= gone then
  return {'OWNED', owner}
end
if not ours and owner_in_work(owner, dataset) then
  return {'BUSY', owner}
end

-- The other dataset that this file belongs to, and its target.
local function other_dataset(file)
  local other = redis.call('HGET', file.key, 'dataset')
  if not other or other == dataset or redis.call('SISMEMBER', 'members:' .. other, file.path) == 0 then
    return nil
  end
  local others_target = redis.call('HGET', 'dataset:' .. other, 'target')
  if others_target and others_target ~= gone then
    return other, others_target
  end
end

local found, status = dataset_verdict(record, fingerprint, present)
if found == 'BUSY' or found == 'BROKEN' then
  return {found, ''}
end
-- People want this version once more.
local wanted_again = again ~= '' and (found == 'FAILED' or status == 'FAILED' or status == 'CANCELLED'
    or status == 'COMPLETED' and redis.call('HEXISTS', record, 'unpublished_at') == 1)
    or again == 'all' and status ~= 'QUEUED' and status ~= 'RUNNING'
local version_stays = redis.call('HGET', record, 'fingerprint') == fingerprint
if octree ~= '' and (not version_stays or redis.call('HEXISTS', record, 'octree_job') == 0) then
  return {'BUSY', ''}
elseif ours and not wanted_again and (found == 'UNCHANGED' or found == 'FAILED') then
  return {'UNCHANGED', ''}
end
for _, file in ipairs(files) do
  if redis.pcall('HMGET', file.key, 'status').err then
    return {'BROKEN', ''}
  end
  local other, others_target = other_dataset(file)
  if other then
    return {'SHARED', others_target, other, file.path}
  end
  if in_work(file.key) then
    return {'BUSY', ''}
  end
end

-- All files were only touched: nothing to convert, whatever became of their content.
local function same_content()
  if status ~= 'COMPLETED' and status ~= 'FAILED' and status ~= 'CANCELLED'
      or redis.call('SCARD', member_set) ~= #members then
    return false
  end
  for _, member in ipairs(members) do
    if member.sha256 == '' or redis.call('HGET', member.key, 'sha256') ~= member.sha256
        or redis.call('SISMEMBER', member_set, member.path) == 0 then
      return false
    end
  end
  return true
end

-- It was whole and done before something of it was missing, and is the same again.
if ours and again ~= 'all' and status == 'FAILED'
    and redis.call('HGET', record, 'completed_fingerprint') == fingerprint then
  for _, file in ipairs(files) do
    redis.call('HSET', file.key, 'status', 'COMPLETED')
    redis.call('HDEL', file.key, 'reason')
  end
  redis.call('HSET', record, 'status', 'COMPLETED', 'fingerprint', fingerprint, 'members', #members)
  redis.call('HDEL', record, 'reason', 'completed_fingerprint', 'waiting_reason', 'looked_at')
  return {'UNCHANGED', ''}
end

if ours and not wanted_again and found ~= 'OUTDATED' and same_content() then
  for _, file in ipairs(files) do
    write_version(file)
  end
  redis.call('HSET', record, 'fingerprint', fingerprint)
  return {'SAME_CONTENT', ''}
end

-- What was a member until now, and is none any more, says so.
for _, path in ipairs(redis.call('SMEMBERS', member_set)) do
  local key = 'file:' .. path
  if not is_member[path] and redis.call('HGET', key, 'dataset') == dataset then
    redis.call('HSET', key, 'removed_from', dataset, 'removed_at', math.floor(now() / 1000))
    redis.call('HDEL', key, 'dataset')
  end
end

redis.call('SET', KEYS[1], target)
redis.call('SET', 'target:' .. target, dataset)
redis.call('ZADD', 'datasets', 0, dataset)
local ends = claim_ends(lease)
redis.call('HSET', record, 'status', 'CLAIMED', 'fingerprint', fingerprint, 'key', dataset, 'unit', unit,
  'target', target, 'members', #members, 'job', claim, 'claimed_until', ends)
keep_proven(record)
if not version_stays then
  -- The octree on disk is that of another version from now on.
  redis.call('HDEL', record, 'octree_job')
end
redis.call('HDEL', record, 'stage', 'attempts', 'reason', 'waiting_reason', 'looked_at', 'refused_by', 'refused_member',
  'completed_fingerprint', 'deleted_at', 'unpublished_at', 'unpublished_for', 'completed_path')
redis.call('DEL', member_set)
for _, file in ipairs(files) do
  take(file, claim, dataset, dataset, ends)
end
for _, member in ipairs(members) do
  redis.call('SADD', member_set, member.path)
end
return {'CLAIMED', ''}
