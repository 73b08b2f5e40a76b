-- What those scripts share that are about published datasets; put before them, behind file-take.lua.

-- The owner of a dataset key ('' when nobody has it), and the keys of the records that tell of the dataset: its own first.
local function records_of(dataset)
  local owner = redis.call('GET', 'key:' .. dataset)
  if not owner then
    return '', {}
  end
  local keys, first = {}, 'file:' .. owner
  if redis.pcall('HGET', 'dataset:' .. dataset, 'target') == owner then
    keys[1] = 'dataset:' .. dataset
    for _, path in ipairs(redis.call('SMEMBERS', 'members:' .. dataset)) do
      if redis.pcall('HGET', 'file:' .. path, 'dataset') == dataset then
        keys[#keys + 1] = 'file:' .. path
      end
    end
    -- The manifest.
    if redis.pcall('HGET', first, 'dataset') == dataset then
      keys[#keys + 1] = first
    end
    return owner, keys
  end
  local record = redis.pcall('HMGET', first, 'key', 'status', 'dataset')
  if not record.err and record[1] == dataset and (record[2] or '') ~= '' and (record[3] or '') == '' then
    keys[1] = first
  end
  return owner, keys
end

-- What works on a dataset now: its status, stage and job; nil when nothing does.
local function work_on(keys, dataset)
  for _, key in ipairs(keys) do
    if in_work(key) then
      local found = redis.call('HMGET', key, 'status', 'stage', 'job')
      return {found[1] or '', found[2] or '', found[3] or ''}
    end
  end
  -- An upload to a target that is not required may go on when the dataset's own job has ended.
  local last = keys[1] and redis.call('HGET', keys[1], 'job')
  local branches = last and redis.call('HGET', 'job:' .. last, 'branches')
  for _, branch in ipairs(branches and cjson.decode(branches) or {}) do
    if branch.state == 'QUEUED' or branch.state == 'RUNNING' then
      return {branch.state, 'publish-s3', branch.job}
    end
  end
  -- A product that becomes GeoZarr has no record of a file.
  local product = redis.call('HGET', 'geozarr:jobs', dataset)
  local job = product and redis.call('HMGET', 'job:' .. product, 'state', 'stage')
  if job and (job[1] == 'QUEUED' or job[1] == 'RUNNING') then
    return {job[1], job[2] or '', product}
  end
end
