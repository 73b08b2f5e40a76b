-- Shared by all job scripts. In front of it stands the table LEGAL, made of JobState: LEGAL[from][to] is true or nil.
-- Keys are made here and not passed as KEYS: a job's records are known only to its hash. So: not for Redis Cluster.

local function now()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local function job(id)
  return 'job:' .. id
end

-- Nil when the job may change so, else the answer that says why not.
local function illegal(id, to)
  local from = redis.call('HGET', job(id), 'state')
  if from and LEGAL[from] and LEGAL[from][to] then
    return nil
  end
  return {'ILLEGAL', from or 'unknown', to}
end

-- Nil when the token holds the lease, else the answer. A settlement that is repeated, because its answer was lost on
-- the way, is answered as the first time.
local function not_held(id, token, operation)
  local held, settled, state, worker = unpack(redis.call('HMGET', job(id), 'token', 'settled', 'state', 'worker'))
  if held == token then
    return nil
  end
  if settled and string.find(settled, token .. ':' .. operation .. ' ', 1, true) then
    return {'OK'}
  end
  return {'LOST', state or 'unknown', worker or 'nobody'}
end

-- Tells the records of the job's source files. A record that belongs to a newer job is left alone.
local function mirror(id)
  local state, stage, attempt, reason, subjects =
    unpack(redis.call('HMGET', job(id), 'state', 'stage', 'attempt', 'reason', 'subjects'))
  local ended = state == 'FAILED' or state == 'CANCELLED'
  for _, subject in ipairs(cjson.decode(subjects)) do
    if redis.call('HGET', subject, 'job') == id then
      redis.call('HSET', subject, 'status', state, 'stage', stage, 'attempts', attempt)
      if ended then
        redis.call('HSET', subject, 'reason', reason)
      else
        redis.call('HDEL', subject, 'reason')
      end
    end
  end
end

-- Writes the state and further fields (name, value, …); whether it is legal has been asked before.
local function enter(id, state, ...)
  redis.call('HSET', job(id), 'state', state, 'updated', now(), ...)
  mirror(id)
end

-- The most urgent first (3 is URGENT), then in the order of arrival, which a job keeps through all stages and retries.
local function push(id, stage)
  local priority, arrival = unpack(redis.call('HMGET', job(id), 'priority', 'arrival'))
  redis.call('SADD', 'jobs:stages', stage)
  redis.call('ZADD', 'queue:' .. stage, (3 - priority) * 1e15 + arrival, id)
end

local function give_back(id, token)
  local stage = redis.call('HGET', job(id), 'stage')
  redis.call('ZREM', 'leases:' .. stage, id)
  redis.call('HDEL', job(id), 'token')
  redis.call('DEL', 'lease:' .. token)
  return stage
end

-- Ends the lease and remembers how, for a repeated question. Returns the stage.
local function settle(id, token, operation)
  local settled = redis.call('HGET', job(id), 'settled') or ''
  redis.call('HSET', job(id), 'settled', settled .. token .. ':' .. operation .. ' ')
  return give_back(id, token)
end

local function fail(id, kind, reason, detail)
  redis.call('ZADD', 'jobs:failed', now(), id)
  enter(id, 'FAILED', 'failure', kind, 'reason', reason, 'detail', detail)
end
