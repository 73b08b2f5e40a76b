-- Shared by all job scripts, behind job.lua. A job that was fanned out has branches: jobs of their own. It is RUNNING without a
-- lease until those that are required have ended; then it enters its next stage, or has failed.
--
--   job:<id>              branches: JSON list of {job, name, required, state, reason}, as fan-out.lua was given them
--                         next: the stage that it enters then; no such field before and after
--                         children, open, completed, failed, cancelled: how many of the required ones

local function branches_of(id)
  return cjson.decode(redis.call('HGET', job(id), 'branches') or '[]')
end

local FIELD = {COMPLETED = 'completed', FAILED = 'failed', CANCELLED = 'cancelled'}

-- Says how far it is: so many of its jobs are done.
local function tell_progress(parent, completed, total)
  local seconds = string.format('%.3f', now() / 1000)
  parent.progress = string.format('{"phase":"%s","percent":%.1f,"done":%d,"total":%d,"unit":"jobs","at":%s}', parent.stage,
    100 * completed / total, completed, total, seconds)
  redis.call('HSET', job(parent.id), 'progress', parent.progress)
  redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'progress', 'job', parent.id, 'stage', parent.stage,
    'user', parent.user, 'parent', parent.parent, 'progress', parent.progress)
end

-- Writes how the branches are, and answers how many of the required ones have not ended, and how many were not completed.
local function keep_branches(parent, branches)
  local counts = {total = 0, open = 0, completed = 0, failed = 0, cancelled = 0}
  for _, branch in ipairs(branches) do
    if branch.required then
      local field = FIELD[branch.state] or 'open'
      counts.total, counts[field] = counts.total + 1, counts[field] + 1
    end
  end
  redis.call('HSET', job(parent.id), 'branches', #branches > 0 and cjson.encode(branches) or '[]', 'children', counts.total, 'open', counts.open,
    'completed', counts.completed, 'failed', counts.failed, 'cancelled', counts.cancelled)
  if parent.next and parent.state == 'RUNNING' and counts.open > 0 then
    tell_progress(parent, counts.completed, counts.total)
  end
  return counts.open, counts.failed + counts.cancelled
end

-- Which branches were not completed, and why.
local function reasons_of(branches)
  local reasons = {}
  for _, branch in ipairs(branches) do
    if branch.required and branch.state ~= 'COMPLETED' then
      table.insert(reasons, branch.name .. (branch.state == 'CANCELLED' and ': cancelled: ' or ': ') .. branch.reason)
    end
  end
  return table.concat(reasons, '; ')
end

-- On to the next stage, in its old turn, when all have ended that it waits for.
local function go_on(parent, branches, open, missing)
  if not parent.next or parent.state ~= 'RUNNING' or open > 0 then
    return
  end
  if missing > 0 then
    clear(parent, 'progress')
    fail(parent, 'CHILD_FAILED', reasons_of(branches), '')
    return
  end
  local stage = parent.next
  clear(parent, 'next', 'progress')
  push(parent, stage)
  enter(parent, 'QUEUED', 'stage', stage, 'attempt', '0')
end

-- A branch begins anew that kept the job from going on: the job waits again.
local function revive(parent)
  clear(parent, 'failure', 'detail', 'reason')
  absolve(parent)
  redis.call('ZREM', 'jobs:failed', parent.id)
  enter(parent, 'QUEUED')
  enter(parent, 'RUNNING')
end

tell_branches = function(parent, j, from, to)
  local branches, own = branches_of(parent.id), nil
  for _, branch in ipairs(branches) do
    if branch.job == j.id then
      own = branch
    end
  end
  if not own then
    return
  end
  own.state, own.reason = to, j.reason or ''
  if own.required and parent.next and is_final(parent.state) and from and is_final(from) and not is_final(to) then
    revive(parent)
  end
  go_on(parent, branches, keep_branches(parent, branches))
end

-- Why a job may not begin anew because of the job whose branch it is; nil when it may.
local function bound(j)
  local parent = j.parent ~= '' and load(j.parent)
  if not parent or parent.stage == '' then
    return nil
  end
  for _, subject in ipairs(cjson.decode(parent.subjects)) do
    local owner = redis.call('HGET', subject, 'job')
    if owner ~= parent.id then
      return {'LOST', subject, owner or 'nobody'}
    end
  end
  for _, branch in ipairs(branches_of(parent.id)) do
    if branch.job == j.id and (branch.required or parent.state ~= 'CANCELLED') then
      return nil
    end
  end
  return {'LOST', job(parent.id), parent.id}
end
