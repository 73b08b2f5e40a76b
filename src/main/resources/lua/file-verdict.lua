-- What a record says about the version of its file that lies on disk now; see Verdict.java.
-- Put before every script that decides, so that asking and claiming cannot disagree.

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function claim_lives(key)
  return (tonumber(redis.call('HGET', key, 'claimed_until')) or 0) > now()
end

-- A record without a status is another program's: six fields, times in whole seconds; it is in no index yet.
local function foreign(key, record, size, seconds, modified)
  if not record[4] then
    return 'NEW'
  end
  redis.call('ZADD', 'files', 0, string.sub(key, 6))
  if (record[2] or size) ~= size or (record[3] or modified) ~= modified
      or math.floor(tonumber(record[4]) or -1) ~= tonumber(seconds) then
    return 'CHANGED'
  end
  local published = redis.call('HGET', key, 'timestamp_s3')
  return published and published ~= '' and 'UNCHANGED' or 'NEW'
end

-- A job that is gone without its record having heard of it: Redis was set back, or somebody has deleted it.
local function job_lives(key)
  return redis.call('EXISTS', 'job:' .. (redis.call('HGET', key, 'job') or '')) == 1
end

-- Whether an instance that lives makes octrees by this mark, as makers-announce.lua has it: what it has made is not out of date, or two
-- instances with different options would take every file from each other for ever.
local function maker_lives(mark)
  return (tonumber(redis.call('ZSCORE', 'makers', mark)) or 0) > now() - 60000
end

-- made_by: what has made the octree, where the record knows it; present: what would make it now, '' when that does not count
local function judge(key, status, same, made_by, present)
  if status == 'CLAIMED' then
    return claim_lives(key) and 'BUSY' or 'ABANDONED'
  elseif status == 'QUEUED' or status == 'RUNNING' then
    if not job_lives(key) then
      return 'ABANDONED'
    end
    return same and 'UNCHANGED' or 'BUSY'
  elseif not same then
    return 'CHANGED'
  elseif status == 'COMPLETED' then
    local other = present and present ~= '' and made_by and made_by ~= '' and made_by ~= present
      and not maker_lives(made_by)
    -- What people have taken out of the targets does not come back because options have changed.
    return other and redis.call('HEXISTS', key, 'unpublished_at') == 0 and 'OUTDATED' or 'UNCHANGED'
  elseif status == 'REFUSED' then
    return 'REFUSED'
  end
  return 'FAILED'
end

-- Of a file that is a dataset of its own. Answers the verdict, and the record's status.
local function verdict(key, size, seconds, modified, present)
  local record = redis.pcall('HMGET', key, 'status', 'size', 'modified', 'timestamp_file', 'dataset', 'made_by')
  if record.err then
    return 'BROKEN'
  end
  local status = record[1]
  if not status or status == '' then
    return foreign(key, record, size, seconds, modified), status
  end
  -- What it shows is what became of the dataset that it was one file of.
  local alone = not record[5] or record[5] == ''
  return judge(key, status,
    alone and record[2] == size and record[3] == modified and record[4] == seconds, record[6], present), status
end

-- Of a dataset of many files. Answers the verdict, and the record's status.
local function dataset_verdict(key, fingerprint, present)
  local record = redis.pcall('HMGET', key, 'status', 'fingerprint', 'made_by')
  if record.err then
    return 'BROKEN'
  end
  local status = record[1]
  if not status or status == '' then
    return 'NEW', status
  end
  return judge(key, status, record[2] == fingerprint, record[3], present), status
end
