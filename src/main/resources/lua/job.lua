-- Shared by all job scripts. In front of it stands the table LEGAL, made of JobState: LEGAL[from][to] is true or nil.
-- Keys are made here and not passed as KEYS: a job's records are known only to its hash. So: not for Redis Cluster.
--
--   job:<id>              hash: the job
--   jobs                  all jobs by arrival;  jobs:state:<S>, jobs:type:<t>, jobs:user:<u>, jobs:project:<p>,
--                         jobs:children:<id>: the same, of some
--   jobs:users            hash: <state>|<user> -> how many
--   jobs:ended            by the time at which they are forgotten;  jobs:failed: by the time of their failure
--   queue:<stage>         by priority, then turn;  delayed:<stage>: by the time of the next attempt;
--   leases:<stage>        by the end of the lease;  lease:<token>: whose it is
--   turns                 hash: who goes first, see turn()
--   events                stream: each change of a job, the newest some ten thousand
--   history               stream: each attempt that ended, see OperationRecord.java;  history:of:<target>: the same, of one
--   report:<day>          hash: <stage>|<size class>|<status>|<duration class> -> how many, …|ms -> milliseconds

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

local function is_final(state)
  return state == 'COMPLETED' or state == 'FAILED' or state == 'CANCELLED'
end

-- Tells the records of the job's source files. A record that belongs to a newer job is left alone.
local function mirror(id, state, stage, attempt, reason, failure, subjects)
  if subjects == '[]' then
    return
  end
  local ended = state == 'FAILED' or state == 'CANCELLED'
  for _, subject in ipairs(cjson.decode(subjects)) do
    if redis.call('HGET', subject, 'job') == id then
      redis.call('HSET', subject, 'status', state, 'stage', stage, 'attempts', attempt)
      if ended then
        redis.call('HSET', subject, 'reason', reason or '', 'failure', failure or '')
      else
        redis.call('HDEL', subject, 'reason', 'failure')
      end
    end
  end
end

local function count(user, state, by)
  if user ~= '' and redis.call('HINCRBY', 'jobs:users', state .. '|' .. user, by) <= 0 then
    redis.call('HDEL', 'jobs:users', state .. '|' .. user)
  end
end

local enter

-- A batch ends when its last child has.
local function conclude(parent)
  local state, open, failed, completed, children =
    unpack(redis.call('HMGET', job(parent), 'state', 'open', 'failed', 'completed', 'children'))
  if tonumber(open) > 0 or (state ~= 'QUEUED' and state ~= 'RUNNING') then
    return
  end
  if tonumber(failed) > 0 then
    if state == 'QUEUED' then
      enter(parent, 'RUNNING')
    end
    redis.call('ZADD', 'jobs:failed', now(), parent)
    enter(parent, 'FAILED', 'failure', 'CHILD_FAILED', 'reason', failed .. ' of ' .. children .. ' jobs have failed', 'detail', '')
  elseif tonumber(completed) == 0 and tonumber(children) > 0 then
    enter(parent, 'CANCELLED', 'reason', 'all of its jobs were cancelled')
  else
    if state == 'QUEUED' then
      enter(parent, 'RUNNING')
    end
    enter(parent, 'COMPLETED')
  end
end

-- What a child's change means to its batch.
local function tell_parent(parent, from, to)
  if redis.call('EXISTS', job(parent)) == 0 then
    return
  end
  local state = redis.call('HGET', job(parent), 'state')
  if is_final(to) then
    redis.call('HINCRBY', job(parent), string.lower(to), 1)
    redis.call('HINCRBY', job(parent), 'open', -1)
    conclude(parent)
  elseif is_final(from) then
    redis.call('HINCRBY', job(parent), string.lower(from), -1)
    redis.call('HINCRBY', job(parent), 'open', 1)
    if is_final(state) and LEGAL[state]['QUEUED'] then
      redis.call('HDEL', job(parent), 'failure', 'reason', 'detail')
      redis.call('ZREM', 'jobs:failed', parent)
      enter(parent, 'QUEUED')
    end
  elseif to == 'RUNNING' and state == 'QUEUED' then
    enter(parent, 'RUNNING')
  end
end

-- Writes the state and further fields (name, value, …); whether it is legal has been asked before.
enter = function(id, state, ...)
  local time = now()
  local key = job(id)
  local from = redis.call('HGET', key, 'state')
  redis.call('HSET', key, 'state', state, 'updated', time, ...)
  local stage, attempt, reason, failure, subjects, user, parent, arrival, title, ttl, failed_ttl =
    unpack(redis.call('HMGET', key, 'stage', 'attempt', 'reason', 'failure', 'subjects', 'user', 'parent', 'arrival',
      'title', 'ttl', 'failed_ttl'))
  if from ~= state then
    if from then
      redis.call('ZREM', 'jobs:state:' .. from, id)
      count(user, from, -1)
    end
    redis.call('ZADD', 'jobs:state:' .. state, arrival, id)
    count(user, state, 1)
    if is_final(state) then
      redis.call('HSET', key, 'ended', time)
      redis.call('ZADD', 'jobs:ended', time + (state == 'FAILED' and failed_ttl or ttl), id)
    elseif from and is_final(from) then
      redis.call('HDEL', key, 'ended')
      redis.call('ZREM', 'jobs:ended', id)
    end
  end
  redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'job', 'job', id, 'state', state, 'stage', stage,
    'attempt', attempt, 'title', title, 'user', user, 'parent', parent,
    'reason', (state == 'FAILED' or state == 'CANCELLED') and reason or '')
  mirror(id, state, stage, attempt, reason, failure, subjects)
  if parent ~= '' and from ~= state then
    tell_parent(parent, from, state)
  end
end

-- The most urgent first (3 is URGENT), then by turn, which a job keeps through all stages and retries.
local function score(priority, turn)
  return (3 - priority) * 1e15 + turn
end

local function push(id, stage)
  local priority, turn = unpack(redis.call('HMGET', job(id), 'priority', 'turn'))
  redis.call('SADD', 'jobs:stages', stage)
  redis.call('ZADD', 'queue:' .. stage, score(priority, turn), id)
end

-- Fair queueing: each user's jobs of one priority are numbered from the turn that is served now, so those of two users
-- alternate however many one of them has sent, and those of one user stay in order. A user without a waiting job is
-- forgotten, or a batch that was cancelled would put the user's next jobs behind everybody's.
local function take_turn(id, user, priority)
  local served, last = unpack(redis.call('HMGET', 'turns', 'served:' .. priority, 'last:' .. priority .. ':' .. user))
  local turn = math.max(tonumber(served) or 0, tonumber(last) or 0) + 1
  redis.call('HSET', 'turns', 'last:' .. priority .. ':' .. user, string.format('%.0f', turn))
  redis.call('HINCRBY', 'turns', 'waiting:' .. priority .. ':' .. user, 1)
  redis.call('HSET', job(id), 'turn', string.format('%.0f', turn), 'in_turn', 1)
end

-- The job's turn has come, or it does not wait any more.
local function leave_turn(id, served)
  local waits, user, priority, turn = unpack(redis.call('HMGET', job(id), 'in_turn', 'user', 'priority', 'turn'))
  if not waits then
    return
  end
  redis.call('HDEL', job(id), 'in_turn')
  if served and tonumber(turn) > tonumber(redis.call('HGET', 'turns', 'served:' .. priority) or 0) then
    redis.call('HSET', 'turns', 'served:' .. priority, turn)
  end
  if redis.call('HINCRBY', 'turns', 'waiting:' .. priority .. ':' .. user, -1) <= 0 then
    redis.call('HDEL', 'turns', 'waiting:' .. priority .. ':' .. user, 'last:' .. priority .. ':' .. user)
  end
end

local SIZES = {{1e6, '1MB'}, {1e7, '10MB'}, {1e8, '100MB'}, {1e9, '1GB'}, {1e10, '10GB'}, {1e11, '100GB'}}

local function size_class(bytes)
  for _, size in ipairs(SIZES) do
    if bytes < size[1] then
      return size[2]
    end
  end
  return 'larger'
end

-- Durations are counted in classes, each 2^(1/4) of the one before: a percentile is right to a tenth.
local function report(time, stage, bytes, status, milliseconds)
  local key = 'report:' .. math.floor(time / 86400000)
  local field = stage .. '|' .. size_class(bytes) .. '|' .. status .. '|'
  redis.call('HINCRBY', key, field .. math.floor(4 * math.log(math.max(milliseconds, 1)) / math.log(2) + 0.5), 1)
  redis.call('HINCRBY', key, field .. 'ms', milliseconds)
end

-- An attempt has ended: success, failed or cancelled. Its id is the lease's token.
local function record(id, status, kind, reason, notes)
  local token, type, stage, attempt, target, title, began, user, project, worker, bytes =
    unpack(redis.call('HMGET', job(id), 'token', 'type', 'stage', 'attempt', 'target', 'title', 'began', 'user',
      'project', 'worker', 'bytes'))
  local time = now()
  local entry = redis.call('XADD', 'history', '*', 'id', token or '', 'operation', stage, 'status', status,
    'target', target, 'title', title, 'job', id, 'type', type, 'attempt', attempt, 'began', began or time,
    'ended', time, 'user', user, 'project', project, 'worker', worker or '', 'bytes', bytes,
    'failure', kind, 'reason', reason, 'notes', notes)
  redis.call('RPUSH', 'history:of:' .. target, entry)
  report(time, stage, tonumber(bytes), status, time - (tonumber(began) or time))
end

local function give_back(id, token)
  local stage = redis.call('HGET', job(id), 'stage')
  redis.call('ZREM', 'leases:' .. stage, id)
  redis.call('HDEL', job(id), 'token', 'expires')
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

-- Nothing of the job is left but its history.
local function forget(id)
  local state, type, user, project, parent =
    unpack(redis.call('HMGET', job(id), 'state', 'type', 'user', 'project', 'parent'))
  if not state then
    redis.call('ZREM', 'jobs:ended', id)
    return
  end
  for _, index in ipairs({'jobs', 'jobs:ended', 'jobs:failed', 'jobs:state:' .. state, 'jobs:type:' .. type,
      'jobs:user:' .. user, 'jobs:project:' .. project, 'jobs:children:' .. parent}) do
    redis.call('ZREM', index, id)
  end
  count(user, state, -1)
  redis.call('DEL', job(id), 'jobs:children:' .. id)
end
