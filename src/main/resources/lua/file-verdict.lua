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

-- Answers the verdict, and the record's status.
local function verdict(key, size, seconds, modified)
  local record = redis.pcall('HMGET', key, 'status', 'size', 'modified', 'timestamp_file')
  if record.err then
    return 'BROKEN'
  end
  local status = record[1]
  local same = record[2] == size and record[3] == modified and record[4] == seconds
  if not status or status == '' then
    return foreign(key, record, size, seconds, modified), status
  elseif status == 'CLAIMED' then
    return claim_lives(key) and 'BUSY' or 'ABANDONED', status
  elseif status == 'QUEUED' or status == 'RUNNING' then
    return same and 'UNCHANGED' or 'BUSY', status
  elseif not same then
    return 'CHANGED', status
  elseif status == 'COMPLETED' then
    return 'UNCHANGED', status
  elseif status == 'REFUSED' then
    return 'REFUSED', status
  end
  return 'FAILED', status
end

