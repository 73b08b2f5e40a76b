-- Jobs that do not move as they should: leases that were not renewed for more than half of their length, and jobs that have
-- waited for longer than their attempts may take, of the oldest. Answers for each: id, stage, SILENT or WAITING, since when,
-- 1 when a worker takes jobs of that stage, else 0.
local most, time = tonumber(ARGV[1]), now()

local served = {}
for _, id in ipairs(redis.call('ZRANGE', 'workers', 0, -1)) do
  local stage, state, heartbeat, patience =
    unpack(redis.call('HMGET', 'worker:' .. id, 'stage', 'state', 'heartbeat', 'patience'))
  if heartbeat and state == 'RUNNING' and time - heartbeat <= tonumber(patience) then
    served[stage] = true
  end
end

local answer = {'OK'}
local function add(id, stage, kind, since)
  if #answer <= 5 * most then
    for _, value in ipairs({id, stage, kind, since, served[stage] and 1 or 0}) do
      table.insert(answer, value)
    end
  end
end

for _, stage in ipairs(redis.call('SMEMBERS', 'jobs:stages')) do
  local length = tonumber(redis.call('HGET', 'reaping:' .. stage, 'length'))
  if length then
    local late = redis.call('ZRANGEBYSCORE', 'leases:' .. stage, 0, time + length / 2, 'WITHSCORES', 'LIMIT', 0, most)
    for i = 1, #late, 2 do
      add(late[i], stage, 'SILENT', string.format('%.0f', late[i + 1] - length))
    end
  end
end
for _, id in ipairs(redis.call('ZRANGE', 'jobs:state:QUEUED', 0, 999)) do
  local stage, updated, timeout = unpack(redis.call('HMGET', job(id), 'stage', 'updated', 'timeout'))
  if stage and stage ~= '' and tonumber(timeout) > 0 and time - updated > tonumber(timeout)
      and not redis.call('ZSCORE', 'delayed:' .. stage, id) then
    add(id, stage, 'WAITING', updated)
  end
end
return answer
