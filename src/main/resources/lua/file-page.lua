-- A page of the files that have a record, in the order of their paths. A path whose record is gone leaves the index here.
-- ARGV: path after which the page begins ('' for the beginning), prefix of the paths ('' for all), statuses as ',A,B,'
--       ('' for all), user, project ('' for all), 1 for those that are marked as deleted or 0 for the others ('' for all),
--       how many to look at, how many to answer
-- Answers the path after which the next page begins ('' at the end), how many were looked at, then for each file: path,
-- status, fields (none when the record is no hash)

local after, prefix, statuses, user, project, deleted, look, limit = unpack(ARGV)
look, limit = tonumber(look), tonumber(limit)
local from = '(' .. after
if after == '' and prefix ~= '' then
  from = '[' .. prefix
end
-- No byte of a path in UTF-8 is 255.
local to = prefix == '' and '+' or '[' .. prefix .. '\255'
local paths = redis.call('ZRANGEBYLEX', 'files', from, to, 'LIMIT', 0, look)

local KNOWN = {CLAIMED = true, QUEUED = true, RUNNING = true, COMPLETED = true, FAILED = true, CANCELLED = true,
  REFUSED = true}

-- Nil when there is no record.
local function status_of(key, record)
  if record.err then
    return 'UNKNOWN'
  elseif not record[1] and redis.call('EXISTS', key) == 0 then
    return nil
  end
  return KNOWN[record[1]] and record[1] or 'UNKNOWN'
end

local function wanted(status, record)
  return (statuses == '' or string.find(statuses, ',' .. status .. ',', 1, true))
      and (user == '' or record[2] == user) and (project == '' or record[3] == project)
      and (deleted == '' or (record[4] and '1' or '0') == deleted)
end

local answer, looked = {'', 0}, 0
for _, path in ipairs(paths) do
  looked = looked + 1
  local key = 'file:' .. path
  local record = redis.pcall('HMGET', key, 'status', 'user', 'project', 'deleted_at')
  local status = status_of(key, record)
  if not status then
    redis.call('ZREM', 'files', path)
  elseif wanted(status, record) then
    local n = #answer
    answer[n + 1], answer[n + 2] = path, status
    answer[n + 3] = record.err and {} or redis.call('HGETALL', key)
    if n + 3 >= 2 + 3 * limit then
      break
    end
  end
end
answer[2] = looked
if looked > 0 and (looked < #paths or #paths == look) then
  answer[1] = paths[looked]
end
return answer
