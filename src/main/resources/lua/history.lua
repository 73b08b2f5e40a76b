-- The history, shared by all scripts that write or read it. Nothing is ever changed in it; what has become too old is
-- trimmed from its beginning.
--
--   history                   stream: what was done, one entry an operation; all entries have the same fields, in this order
--   history:of:<target>       list: ids of the entries of one target, in their order
--   history:failed            stream with the same ids: those that have failed, and the class of the failure
--   history:type:<operation>  stream with the same ids: operations that no stage makes, which are few among the others
--   history:types             set: which operations those are
--   history:once:<token>      the id that an append was given, for an hour

-- Where the values stand in an entry's fields.
local OPERATION, STATUS, TARGET, JOB, USER = 2, 4, 6, 8, 18

local function append_history(operation, status, target, job, type, attempt, began, ended, user, project, worker, bytes,
    failure, reason, notes)
  local id = redis.call('XADD', 'history', '*', 'operation', operation, 'status', status, 'target', target, 'job', job,
    'type', type, 'attempt', attempt, 'began', began, 'ended', ended, 'user', user, 'project', project,
    'worker', worker, 'bytes', bytes, 'failure', failure, 'reason', reason, 'notes', notes)
  redis.call('RPUSH', 'history:of:' .. target, id)
  if status == 'failed' then
    redis.call('XADD', 'history:failed', id, 'failure', failure)
  end
  return id
end
