-- Leaves the present stage for the branches, and enters the next when those that are required have ended; at once when there are
-- none. A branch that is there already, with the same payload, is left when it was completed or has not ended, and begins anew
-- otherwise. One with another payload, of an earlier octree for instance, is replaced.
-- ARGV: id, token, stage of the branches, next stage, notes, result, two times to live; then of each branch its id, name,
-- whether it is required, type, title, target, payload, bytes, timeout, maximum attempts
local FIRST, FIELDS = 9, 10
local id, token, stage, following, notes, result, ttl, failed_ttl = unpack(ARGV, 1, FIRST - 1)
local parent = load(id)
local answer = not_held(parent, token, 'fan-out:' .. stage) or illegal(parent, 'QUEUED')
if answer then
  return answer
end

local function make(branch, type, title, target, payload, bytes, timeout, maximum)
  local j = {id = branch, stage = stage, priority = parent.priority, type = type, user = parent.user,
    project = parent.project, parent = id, title = title, target = target, bytes = bytes, subjects = '[]', ttl = ttl,
    failed_ttl = failed_ttl, turn = parent.turn}
  push(j, stage)
  admit(j, 'QUEUED', payload, timeout, maximum, 'turn', j.turn)
  return j
end

local function remove(j)
  if not is_final(j.state) then
    cancel(j, 'the job that it is a part of has another result by now')
  end
  forget(j.id)
end

local function again(j)
  clear(j, 'failure', 'detail', 'reason', 'lost', 'progress', 'started', 'settled')
  redis.call('ZREM', 'jobs:failed', j.id)
  j.turn, j.priority = parent.turn, parent.priority
  push(j, stage)
  enter(j, 'QUEUED', 'stage', stage, 'attempt', '0', 'turn', j.turn, 'priority', j.priority)
end

local function begin(branch, payload, ...)
  local present = load(branch)
  if present and redis.call('HGET', job(branch), 'payload') ~= payload then
    remove(present)
    present = nil
  end
  if not present then
    return make(branch, ...)
  end
  if present.state == 'FAILED' or present.state == 'CANCELLED' then
    again(present)
  end
  return present
end

record(parent, 'success', '', '', notes)
local settled = settle(parent, 'fan-out:' .. stage)
-- Until all are there, nobody is told of them.
clear(parent, 'token', 'failure', 'detail', 'reason', 'lost', 'progress', 'expires', 'next')
redis.call('HDEL', job(id), 'branches')
local branches = {}
for i = FIRST, #ARGV, FIELDS do
  local branch, name, required, type, title, target, payload, bytes, timeout, maximum = unpack(ARGV, i, i + FIELDS - 1)
  local j = begin(branch, payload, type, title, target, payload, bytes, timeout, maximum)
  table.insert(branches, {job = branch, name = name, required = required == 'true', state = j.state, reason = ''})
end
parent.next = following
redis.call('HSET', job(id), 'next', following, 'settled', settled, 'result', result)
go_on(parent, branches, keep_branches(parent, branches))
return {'OK'}
