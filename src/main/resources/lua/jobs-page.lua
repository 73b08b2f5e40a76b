-- One page of jobs by arrival: walks the smallest index that applies and filters what it finds there. At most `most` jobs
-- are looked at; the answer says where to go on, or '' at the end. Filters that are absent from the JSON object allow all.
local text, from, newest, limit, most = unpack(ARGV)
local filter = cjson.decode(text)
limit, most = tonumber(limit), tonumber(most)

-- Arrivals follow the time of creation: the first arrival that was created at this time or later.
local function arrival_at(time)
  local low, high = 0, redis.call('ZCARD', 'jobs')
  while low < high do
    local middle = math.floor((low + high) / 2)
    local id = redis.call('ZRANGE', 'jobs', middle, middle)[1]
    if tonumber(redis.call('HGET', job(id), 'created') or 0) < time then
      low = middle + 1
    else
      high = middle
    end
  end
  local found = redis.call('ZRANGE', 'jobs', low, low, 'WITHSCORES')[2]
  return found and tonumber(found) or math.huge
end

local function keys(prefix, values)
  local answer = {}
  for _, value in ipairs(values) do
    table.insert(answer, prefix .. value)
  end
  return answer
end

-- Each of these lists of indexes holds every job that is asked for, once.
local function smallest()
  local lists = {{'jobs'}}
  if filter.states then table.insert(lists, keys('jobs:state:', filter.states)) end
  if filter.types then table.insert(lists, keys('jobs:type:', filter.types)) end
  if filter.user then table.insert(lists, {'jobs:user:' .. filter.user}) end
  if filter.project then table.insert(lists, {'jobs:project:' .. filter.project}) end
  if filter.parent then table.insert(lists, {'jobs:children:' .. filter.parent}) end
  local best, least = nil, math.huge
  for _, list in ipairs(lists) do
    local size = 0
    for _, key in ipairs(list) do
      size = size + redis.call('ZCARD', key)
    end
    if size < least then
      best, least = list, size
    end
  end
  return best
end

local function bound(value, open)
  if value == math.huge then
    return '+inf'
  end
  return (open and '(' or '') .. string.format('%.0f', value)
end

-- The next jobs of all these indexes, in order: {arrival, id}.
local function next_of(indexes)
  local low = filter.since and arrival_at(filter.since) or 0
  local high = filter['until'] and arrival_at(filter['until']) or math.huge
  local first, last, command = bound(low), bound(high, high < math.huge), 'ZRANGEBYSCORE'
  if newest == 'true' then
    command = 'ZREVRANGEBYSCORE'
    first, last = last, first
    if from ~= '' and tonumber(from) < high then
      first = '(' .. from
    end
  elseif from ~= '' and tonumber(from) >= low then
    first = '(' .. from
  end
  local found = {}
  for _, index in ipairs(indexes) do
    local page = redis.call(command, index, first, last, 'WITHSCORES', 'LIMIT', 0, most)
    for i = 1, #page, 2 do
      table.insert(found, {tonumber(page[i + 1]), page[i]})
    end
  end
  if #indexes > 1 then
    table.sort(found, function(a, b)
      if newest == 'true' then
        return a[1] > b[1]
      end
      return a[1] < b[1]
    end)
  end
  return found
end

local function among(value, values)
  if not values then
    return true
  end
  for _, allowed in ipairs(values) do
    if allowed == value then
      return true
    end
  end
  return false
end

local function wanted(id)
  local state, type, stage, user, project, parent, priority, failure, target = unpack(redis.call('HMGET', job(id),
    'state', 'type', 'stage', 'user', 'project', 'parent', 'priority', 'failure', 'target'))
  return state and among(state, filter.states) and among(type, filter.types) and among(priority, filter.priorities)
    and among(failure, filter.failures) and (not filter.stage or stage == filter.stage)
    and (not filter.user or user == filter.user) and (not filter.project or project == filter.project)
    and (not filter.parent or parent == filter.parent)
    and (not filter.path or string.sub(target, 1, #filter.path) == filter.path)
end

local candidates = next_of(smallest())
local answer = {'OK', ''}
for i = 1, math.min(#candidates, most) do
  if wanted(candidates[i][2]) then
    table.insert(answer, redis.call('HGETALL', job(candidates[i][2])))
  end
  if #answer == limit + 2 or i == most then
    answer[2] = i < #candidates and string.format('%.0f', candidates[i][1]) or ''
    if i == most and i == #candidates then
      answer[2] = string.format('%.0f', candidates[i][1])
    end
    break
  end
end
return answer
