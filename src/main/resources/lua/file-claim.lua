-- Takes a dataset for one instance: all of its files, or none.
-- KEYS: key:<dataset key>, then file:<path> for each source
-- ARGV: claim id, lease in ms, dataset key, owner that is known to be gone ('' when none is),
--       whether files are taken again of which this version failed ('failed'), or any ('all'), or none (''),
--       'octree' when only the octree of this very version is worth taking it (else ''),
--       what makes octrees now ('' when that does not count),
--       then for each source: path, name, size, seconds, modified, sha256 ('' when contents are not compared)
-- Answers: outcome (see ClaimOutcome.java; OWNED: another dataset has the key), owner

local claim, lease, dataset, gone, again, octree, present = unpack(ARGV, 1, 7)

local sources = {}
for i = 2, #KEYS do
  sources[i - 1] = asked(KEYS[i], 7 + (i - 2) * 6)
end

-- A file that was only touched: nothing to convert, whatever became of that content.
local function same_content(source, status)
  local record = redis.call('HMGET', source.key, 'sha256', 'dataset')
  return source.sha256 ~= '' and record[1] == source.sha256 and not record[2]
      and (status == 'COMPLETED' or status == 'FAILED' or status == 'CANCELLED')
end

-- People want this version once more.
local function wanted_again(source, found, status)
  return again ~= '' and (found == 'FAILED' or status == 'FAILED' or status == 'CANCELLED'
      or status == 'COMPLETED' and redis.call('HEXISTS', source.key, 'unpublished_at') == 1)
      or again == 'all' and status ~= 'QUEUED' and status ~= 'RUNNING'
end

local wanted, busy, touched = false, false, {}
for _, source in ipairs(sources) do
  local found, status = verdict(source.key, source.size, source.seconds, source.modified, present)
  if found == 'BUSY' or found == 'BROKEN' then
    return {found, ''}
  elseif octree ~= '' and (not version_stays(source) or redis.call('HEXISTS', source.key, 'octree_job') == 0) then
    return {'BUSY', ''}
  elseif wanted_again(source, found, status) then
    wanted = true
  elseif found == 'CHANGED' and same_content(source, status) then
    touched[#touched + 1] = source
  elseif found ~= 'UNCHANGED' and found ~= 'FAILED' then
    wanted = true
  end
  busy = busy or found ~= 'ABANDONED' and (status == 'QUEUED' or status == 'RUNNING')
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
if not ours and owner_in_work(owner, dataset) then
  return {'BUSY', owner}
end

redis.call('SET', KEYS[1], sources[1].path)
-- The key was perhaps that of a dataset of many files, which is gone.
redis.call('DEL', 'dataset:' .. dataset, 'members:' .. dataset)
local ends = claim_ends(lease)
for _, source in ipairs(sources) do
  take(source, claim, dataset, '', ends)
end
return {'CLAIMED', ''}
