-- Shared by all job scripts. In front of it stands the table LEGAL, made of JobState: LEGAL[from][to] is true or nil.
-- Keys are made here and not passed as KEYS: a job's records are known only to its hash. So: not for Redis Cluster.
--
--   job:<id>              hash: the job
--                         of one that was fanned out: see branch.lua
--   jobs                  all jobs by arrival;  jobs:state:<S>, jobs:type:<t>, jobs:user:<u>, jobs:project:<p>,
--                         jobs:children:<id>: the same, of some
--   jobs:users            hash: <state>|<user> -> how many
--   jobs:ended            by the time at which they are forgotten;  jobs:failed: by the time of their failure
--                         asleep: of one for which others work, see sleep.lua; wake: it is not to go to sleep again
--   queue:<stage>         by priority, then turn;  delayed:<stage>: by the time of the next attempt;
--   leases:<stage>        by the end of the lease;  asleep:<stage>: by the time at which it is woken
--   reaping:<stage>       hash: what its keepers have said, see reap.lua and reap-abandoned.lua
--   workers               by their last word;  worker:<instance>:<stage>: hash, see worker-beat.lua;
--                         workers:orders: how many orders were given
--   turns                 hash: who goes first, see take_turn()
--   events                stream, the newest some ten thousand: kind=job, each change of a job; kind=progress;
--                         kind=worker, each change of a worker (state), and what it is told to do (command)
--   history               stream: each claim and each attempt that ended, see history.lua
--   report:<day>          hash: <stage or type>|<size class>|<status>|<duration class> -> how many, …|ms -> milliseconds

local clock

-- A whole number as Redis is to get it: turning a Lua number into text costs it more than most commands.
local function int(number)
  return string.format('%d', number)
end

-- Redis' clock in milliseconds, read once.
local function now()
  if not clock then
    local time = redis.call('TIME')
    clock = int(time[1] * 1000 + math.floor(time[2] / 1000))
  end
  return clock
end

local function job(id)
  return 'job:' .. id
end

-- What a change of state may look at; not the payload, which may be large. Nil when there is no such job. Each script
-- reads a job once and writes it once: a call costs more than all the rest.
local function load(id)
  local v = redis.call('HMGET', job(id), 'state', 'stage', 'attempt', 'priority', 'turn', 'in_turn', 'arrival', 'type',
    'user', 'project', 'parent', 'title', 'target', 'bytes', 'subjects', 'token', 'settled', 'worker', 'began', 'started',
    'expires', 'timeout', 'maximum', 'failure', 'reason', 'lost', 'progress', 'ttl', 'failed_ttl', 'opened', 'next', 'asleep', 'wake')
  if not v[1] then
    return nil
  end
  local j = {
    id = id, state = v[1], stage = v[2], attempt = v[3], priority = v[4], turn = v[5], in_turn = v[6], arrival = v[7],
    type = v[8], user = v[9], project = v[10], parent = v[11], title = v[12], target = v[13], bytes = v[14],
    subjects = v[15], token = v[16], settled = v[17], worker = v[18], began = v[19], started = v[20], expires = v[21],
    timeout = v[22], maximum = v[23], failure = v[24], reason = v[25], lost = v[26], progress = v[27], ttl = v[28],
    failed_ttl = v[29], opened = v[30], next = v[31], asleep = v[32], wake = v[33]
  }
  if j.stage == '' then
    v = redis.call('HMGET', job(id), 'children', 'open', 'completed', 'failed', 'cancelled')
    j.children, j.open, j.completed, j.failed, j.cancelled = v[1], v[2], v[3], v[4], v[5]
  end
  return j
end

-- Nil when the job may change so, else the answer that says why not.
local function illegal(j, to)
  local from = j and j.state
  if from and LEGAL[from] and LEGAL[from][to] then
    return nil
  end
  return {'ILLEGAL', from or 'unknown', to}
end

-- Nil when the token holds the lease, else the answer. A settlement that is repeated, because its answer was lost on
-- the way, is answered as the first time.
local function not_held(j, token, operation)
  if j and j.token == token then
    return nil
  end
  if j and j.settled and string.find(j.settled, token .. ':' .. operation .. ' ', 1, true) then
    return {'OK'}
  end
  return {'LOST', j and j.state or 'unknown', j and j.worker or 'nobody', j and j.reason or ''}
end

local function is_final(state)
  return state == 'COMPLETED' or state == 'FAILED' or state == 'CANCELLED'
end

-- Takes fields away, when there are any.
local function clear(j, ...)
  local there = false
  for _, field in ipairs({...}) do
    there = there or j[field]
    j[field] = false
  end
  if there then
    redis.call('HDEL', job(j.id), ...)
  end
end

-- Tells the records of the job's source files. A record that belongs to a newer job is left alone.
local function mirror(j)
  if j.subjects == '[]' then
    return
  end
  local ended = j.state == 'FAILED' or j.state == 'CANCELLED'
  for _, subject in ipairs(cjson.decode(j.subjects)) do
    if redis.call('HGET', subject, 'job') == j.id then
      if ended then
        redis.call('HSET', subject, 'status', j.state, 'stage', j.stage, 'attempts', j.attempt, 'reason', j.reason or '',
          'failure', j.failure or '')
      else
        redis.call('HSET', subject, 'status', j.state, 'stage', j.stage, 'attempts', j.attempt)
      end
    end
  end
end

-- A job that begins anew, or belongs to another, has not failed.
local function absolve(j)
  for _, subject in ipairs(cjson.decode(j.subjects)) do
    redis.call('HDEL', subject, 'reason', 'failure')
  end
end

local function count(user, state, by)
  if user ~= '' and redis.call('HINCRBY', 'jobs:users', state .. '|' .. user, by) <= 0 then
    redis.call('HDEL', 'jobs:users', state .. '|' .. user)
  end
end

local function size_class(bytes)
  if bytes < 1e6 then
    return '1MB'
  elseif bytes < 1e7 then
    return '10MB'
  elseif bytes < 1e8 then
    return '100MB'
  elseif bytes < 1e9 then
    return '1GB'
  elseif bytes < 1e10 then
    return '10GB'
  end
  return bytes < 1e11 and '100GB' or 'larger'
end

-- Durations are counted in classes, each 2^(1/4) of the one before: a percentile is right to a tenth.
local function report(what, bytes, status, milliseconds)
  local key = 'report:' .. int(now() / 86400000)
  local field = what .. '|' .. size_class(bytes) .. '|' .. status .. '|'
  redis.call('HINCRBY', key, field .. int(4 * math.log(math.max(milliseconds, 1)) / math.log(2) + 0.5), 1)
  redis.call('HINCRBY', key, field .. 'ms', int(milliseconds))
end

local OUTCOME = {COMPLETED = 'success', FAILED = 'failed', CANCELLED = 'cancelled'}

local tell_parent, tell_branches

-- Writes the state and further fields (name, value, …); whether it is legal has been asked before.
local function enter(j, state, ...)
  local time, key, from = now(), job(j.id), j.state
  local further = {...}
  for i = 1, #further, 2 do
    j[further[i]] = further[i + 1]
  end
  j.state = state
  if is_final(state) then
    redis.call('HSET', key, 'state', state, 'updated', time, 'ended', time, ...)
    redis.call('ZADD', 'jobs:ended', int(time + (state == 'FAILED' and j.failed_ttl or j.ttl)), j.id)
    report(j.type, tonumber(j.bytes), OUTCOME[state], time - j.opened)
  else
    redis.call('HSET', key, 'state', state, 'updated', time, ...)
    if from and is_final(from) then
      redis.call('HDEL', key, 'ended')
      redis.call('HSET', key, 'opened', time)
      redis.call('ZREM', 'jobs:ended', j.id)
    end
  end
  if from then
    redis.call('ZREM', 'jobs:state:' .. from, j.id)
    count(j.user, from, -1)
  end
  redis.call('ZADD', 'jobs:state:' .. state, j.arrival, j.id)
  count(j.user, state, 1)
  redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'job', 'job', j.id, 'from', from or '', 'state', state, 'stage', j.stage,
    'attempt', j.attempt, 'title', j.title, 'user', j.user, 'parent', j.parent,
    'reason', (state == 'FAILED' or state == 'CANCELLED') and j.reason or '')
  mirror(j)
  if j.parent ~= '' then
    tell_parent(j, from, state)
  end
end

-- A batch ends when its last child has.
local function conclude(parent)
  if tonumber(parent.open) > 0 or (parent.state ~= 'QUEUED' and parent.state ~= 'RUNNING') then
    return
  end
  local failed, completed, children = tonumber(parent.failed), tonumber(parent.completed), tonumber(parent.children)
  if failed == 0 and completed == 0 and children > 0 then
    enter(parent, 'CANCELLED', 'reason', 'all of its jobs were cancelled')
    return
  end
  if parent.state == 'QUEUED' then
    enter(parent, 'RUNNING')
  end
  if failed > 0 then
    redis.call('ZADD', 'jobs:failed', now(), parent.id)
    enter(parent, 'FAILED', 'failure', 'CHILD_FAILED', 'reason', failed .. ' of ' .. children .. ' jobs have failed',
      'detail', '')
  else
    enter(parent, 'COMPLETED')
  end
end

-- What a child's change means to its batch, or to the job that was fanned out.
tell_parent = function(j, from, to)
  local parent = load(j.parent)
  if not parent then
    return
  end
  if parent.stage ~= '' then
    tell_branches(parent, j, from, to)
    return
  end
  local function add(field, by)
    parent[field] = redis.call('HINCRBY', job(parent.id), field, by)
  end
  if is_final(to) then
    add(string.lower(to), 1)
    add('open', -1)
    conclude(parent)
  elseif from and is_final(from) then
    add(string.lower(from), -1)
    add('open', 1)
    if not illegal(parent, 'QUEUED') and is_final(parent.state) then
      clear(parent, 'failure', 'detail', 'reason')
      redis.call('ZREM', 'jobs:failed', parent.id)
      enter(parent, 'QUEUED')
    end
  elseif to == 'RUNNING' and parent.state == 'QUEUED' then
    enter(parent, 'RUNNING')
  end
end

-- A new job, with what it has of load()'s fields; the further ones say how it begins.
local function admit(j, state, payload, timeout, maximum, ...)
  j.arrival, j.attempt, j.opened = int(redis.call('INCR', 'queue:arrivals')), '0', now()
  redis.call('ZADD', 'jobs', j.arrival, j.id)
  for index, value in pairs({type = j.type, user = j.user, project = j.project, children = j.parent}) do
    if value ~= '' then
      redis.call('ZADD', 'jobs:' .. index .. ':' .. value, j.arrival, j.id)
    end
  end
  enter(j, state, 'id', j.id, 'stage', j.stage, 'priority', j.priority, 'type', j.type, 'user', j.user, 'project', j.project,
    'parent', j.parent, 'subjects', j.subjects, 'attempt', '0', 'created', j.opened, 'opened', j.opened, 'arrival', j.arrival,
    'title', j.title, 'target', j.target, 'payload', payload, 'bytes', j.bytes, 'timeout', timeout, 'maximum', maximum,
    'ttl', j.ttl, 'failed_ttl', j.failed_ttl, ...)
end

-- The most urgent first (3 is URGENT), then by turn, which a job keeps through all stages and retries.
local function push(j, stage)
  redis.call('SADD', 'jobs:stages', stage)
  redis.call('ZADD', 'queue:' .. stage, int((3 - j.priority) * 1e15 + j.turn), j.id)
end

-- Fair queueing: each user's jobs of one priority are numbered from the turn that is served now, so those of two users
-- alternate however many one of them has sent, and those of one user stay in order. A user without a waiting job is
-- forgotten, or a batch that was cancelled would put the user's next jobs behind everybody's.
local function take_turn(j)
  local last, waiting = 'last:' .. j.priority .. ':' .. j.user, 'waiting:' .. j.priority .. ':' .. j.user
  local found = redis.call('HMGET', 'turns', 'served:' .. j.priority, last, waiting)
  j.turn = int(math.max(tonumber(found[1]) or 0, tonumber(found[2]) or 0) + 1)
  j.in_turn = '1'
  redis.call('HSET', 'turns', last, j.turn, waiting, int((tonumber(found[3]) or 0) + 1))
end

-- The job's turn has come, or it does not wait any more. The caller takes the field in_turn away.
local function leave_turn(j, served)
  if not j.in_turn then
    return
  end
  local last, waiting = 'last:' .. j.priority .. ':' .. j.user, 'waiting:' .. j.priority .. ':' .. j.user
  local found = redis.call('HMGET', 'turns', 'served:' .. j.priority, waiting)
  local left = (tonumber(found[2]) or 1) - 1
  local at = math.max(tonumber(found[1]) or 0, served and tonumber(j.turn) or 0)
  if left > 0 then
    redis.call('HSET', 'turns', 'served:' .. j.priority, int(at), waiting, int(left))
  else
    redis.call('HSET', 'turns', 'served:' .. j.priority, int(at))
    redis.call('HDEL', 'turns', waiting, last)
  end
end

-- An attempt has ended: success, failed or cancelled.
local function record(j, status, kind, reason, notes)
  local time = now()
  local began = j.began or time
  append_history(j.stage, status, j.target, j.id, j.type, j.attempt, began, time, j.user, j.project, j.worker or '',
    j.bytes, kind, reason, notes)
  report(j.stage, tonumber(j.bytes), status, time - began)
end

-- Ends the lease. Answers what a repeated question is answered by; the caller writes it with the rest.
local function settle(j, operation)
  redis.call('ZREM', 'leases:' .. j.stage, j.id)
  return (j.settled or '') .. j.token .. ':' .. operation .. ' '
end

-- Wherever it is, unless it has ended.
local function cancel(j, reason)
  if j.state == 'QUEUED' and j.asleep then
    -- It was woken, and its attempt would have gone on.
    j.attempt = int(j.attempt + 1)
  end
  if j.token or j.asleep then
    record(j, 'cancelled', '', reason, '')
  end
  leave_turn(j, false)
  for _, place in ipairs({'queue:', 'delayed:', 'leases:', 'asleep:'}) do
    redis.call('ZREM', place .. j.stage, j.id)
  end
  clear(j, 'token', 'expires', 'in_turn', 'failure', 'detail', 'asleep', 'wake')
  enter(j, 'CANCELLED', 'reason', reason, 'attempt', j.attempt)
end

-- How far a job is; for those who ask, and for those who listen.
local function tell(j, progress)
  redis.call('HSET', job(j.id), 'progress', progress)
  redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'progress', 'job', j.id, 'stage', j.stage, 'user', j.user,
    'parent', j.parent, 'progress', progress)
end

-- A job that sleeps is to be looked at: it takes its old turn, and its attempt goes on. See claim.lua.
local function wake(j)
  redis.call('ZREM', 'asleep:' .. j.stage, j.id)
  push(j, j.stage)
  enter(j, 'QUEUED', 'attempt', int(j.attempt - 1))
end

local function fail(j, kind, reason, detail, ...)
  redis.call('ZADD', 'jobs:failed', now(), j.id)
  enter(j, 'FAILED', 'failure', kind, 'reason', reason, 'detail', detail, ...)
end

-- Wakes those whose time has come, and takes leases away that have ended, the first hundred of each; attempts of 0 are those of the job. Answers how many jobs wait
-- again, how many were parked, and of these: id, kind of failure, reason.
local function reap(stage, attempts)
  local time, requeued, parked = tonumber(now()), 0, {}
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', 'asleep:' .. stage, 0, now(), 'LIMIT', 0, 100)) do
    local j = load(id)
    if j and j.asleep and not illegal(j, 'QUEUED') then
      wake(j)
    else
      redis.call('ZREM', 'asleep:' .. stage, id)
    end
  end
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', 'leases:' .. stage, 0, now(), 'LIMIT', 0, 100)) do
    local j = load(id)
    redis.call('ZREM', 'leases:' .. stage, id)
    if j and j.token and not illegal(j, 'QUEUED') and not illegal(j, 'FAILED') then
      local lost = int((j.lost or 0) + 1)
      local kind, reason = 'INFRASTRUCTURE', 'its worker died in ' .. lost .. ' of ' .. j.attempt .. ' attempts at '
        .. stage .. ', the last time ' .. j.worker
      if time > (tonumber(j.expires) or math.huge) then
        kind, reason = 'TIMEOUT', 'it did not end in time, and its worker ' .. j.worker .. ' did not give it back'
      end
      record(j, 'failed', kind, reason, '')
      clear(j, 'token', 'expires', 'progress')
      if tonumber(j.attempt) < (attempts > 0 and attempts or tonumber(j.maximum)) then
        push(j, stage)
        enter(j, 'QUEUED', 'failure', kind, 'reason', reason, 'detail', '', 'lost', lost)
        requeued = requeued + 1
      else
        reason = reason .. '; no attempt is left'
        fail(j, kind, reason, '', 'lost', lost)
        for _, text in ipairs({id, kind, reason}) do
          table.insert(parked, text)
        end
      end
    end
  end
  return {'OK', requeued, #parked / 3, unpack(parked)}
end

-- Nothing of the job is left but its history.
local function forget(id)
  local j = load(id)
  if not j then
    redis.call('ZREM', 'jobs:ended', id)
    return
  end
  for _, index in ipairs({'jobs', 'jobs:ended', 'jobs:failed', 'jobs:state:' .. j.state, 'jobs:type:' .. j.type,
      'jobs:user:' .. j.user, 'jobs:project:' .. j.project, 'jobs:children:' .. j.parent}) do
    redis.call('ZREM', index, id)
  end
  count(j.user, j.state, -1)
  redis.call('DEL', job(id), 'jobs:children:' .. id)
end
