-- One step through the history: looks at so many entries at most, answers those that are wanted, and the id of the last
-- it has looked at ('' at the end). Goes by the shortest index that has them all.
-- ARGV: newest|oldest, since (ms), until (ms, exclusive), the last id of the step before, entries to look at, entries to
--       answer, operations ('|a|b|'), statuses ('|a|b|'), target, directory (with its slash), job, user; '' for any
local newest = ARGV[1] == 'newest'
local since, before, cursor, examine, limit = ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
local operations, statuses, target, directory, job, user = unpack(ARGV, 7)

local low = since ~= '' and since .. '-0' or '-'
local high = before ~= '' and '(' .. before .. '-0' or '+'
if cursor ~= '' and newest then
  high = '(' .. cursor
elseif cursor ~= '' then
  low = '(' .. cursor
end

-- The job's own, and those of its branches, whose ids NewBranch.java makes of its: '-' and 16 hex digits behind it.
local function of_job(id)
  return job == '' or id == job
    or string.sub(id, 1, #job + 1) == job .. '-' and string.match(string.sub(id, #job + 2), '^%x+$') and #id == #job + 17
end

local function wanted(fields)
  return (operations == '' or string.find(operations, '|' .. fields[OPERATION] .. '|', 1, true))
    and (statuses == '' or string.find(statuses, '|' .. fields[STATUS] .. '|', 1, true))
    and (target == '' or fields[TARGET] == target)
    and (directory == '' or string.sub(fields[TARGET], 1, #directory) == directory)
    and of_job(fields[JOB])
    and (user == '' or fields[USER] == user)
end

local function range(stream, count)
  if newest then
    return redis.call('XREVRANGE', stream, high, low, 'COUNT', count)
  end
  return redis.call('XRANGE', stream, low, high, 'COUNT', count)
end

-- Negative, 0 or positive, as id a comes before, with or after b.
local function compare(a, b)
  local a_time, a_number = string.match(a, '(%d+)-(%d+)')
  local b_time, b_number = string.match(b, '(%d+)-(%d+)')
  return a_time ~= b_time and tonumber(a_time) - tonumber(b_time) or tonumber(a_number) - tonumber(b_number)
end

-- How many of a list's ids come before the bound; with it, too, when it is to be counted.
local function rank(list, bound, counted)
  local from, to = 0, redis.call('LLEN', list)
  while from < to do
    local middle = math.floor((from + to) / 2)
    local order = compare(redis.call('LINDEX', list, middle), bound)
    if order < 0 or counted and order == 0 then
      from = middle + 1
    else
      to = middle
    end
  end
  return from
end

local function bare(bound)
  return string.gsub(bound, '%(', '')
end

local function list_range(list, count)
  local from = low == '-' and 0 or rank(list, bare(low), string.sub(low, 1, 1) == '(')
  local to = high == '+' and redis.call('LLEN', list) or rank(list, bare(high), false)
  if from >= to then
    return {}
  end
  if not newest then
    return redis.call('LRANGE', list, from, math.min(to, from + count) - 1)
  end
  local ids = redis.call('LRANGE', list, math.max(from, to - count), to - 1)
  for i = 1, math.floor(#ids / 2) do
    ids[i], ids[#ids + 1 - i] = ids[#ids + 1 - i], ids[i]
  end
  return ids
end

local function single(set)
  return string.match(set, '^|([^|]+)|$')
end

local function index()
  local of = target
  if of == '' and job ~= '' then
    of = redis.call('HGET', 'job:' .. job, 'target') or ''
  end
  if of ~= '' then
    return 'history:of:' .. of, list_range
  end
  local operation = single(operations)
  if operation and redis.call('SISMEMBER', 'history:types', operation) == 1 then
    return 'history:type:' .. operation, range
  end
  return statuses == '|failed|' and 'history:failed' or 'history', range
end

-- What an index has is an id, or an entry with one field; the history's own are whole.
local function whole(candidate)
  local id = type(candidate) == 'string' and candidate or candidate[1]
  if candidate == id or #candidate[2] == 2 then
    candidate = redis.call('XRANGE', 'history', id, id)[1]
  end
  return id, candidate
end

-- In growing parts: often the first few are enough.
local answer = {''}
local key, read = index()
local part = math.min(limit, examine)
while part > 0 do
  local found, last = read(key, part), nil
  for _, candidate in ipairs(found) do
    local id, entry = whole(candidate)
    if entry and wanted(entry[2]) then
      answer[#answer + 1] = entry
      if #answer > limit then
        answer[1] = id
        return answer
      end
    end
    last = id
  end
  if #found < part then
    answer[1] = ''
    return answer
  end
  answer[1] = last
  if newest then
    high = '(' .. last
  else
    low = '(' .. last
  end
  examine = examine - part
  part = math.min(2 * part, examine)
end
return answer
