-- Takes a published dataset for the one who unpublishes it, so that no scan and nobody else takes it meanwhile.
-- ARGV: claim id, lease in ms, dataset key
-- Answers CLAIMED, owner of the key ('' for none), user, project, and for each record: its key, and its status and job before;
-- or BUSY, status, stage, job

local id, lease, dataset = unpack(ARGV)
local owner, keys = records_of(dataset)
local work = work_on(keys, dataset)
if work then
  return {'BUSY', work[1], work[2], work[3]}
end
local labels = keys[1] and redis.call('HMGET', keys[1], 'user', 'project') or {}
local answer = {'CLAIMED', owner, labels[1] or '', labels[2] or ''}
for _, key in ipairs(keys) do
  local before, n = redis.call('HMGET', key, 'status', 'job'), #answer
  answer[n + 1], answer[n + 2], answer[n + 3] = key, before[1] or '', before[2] or ''
  redis.call('HSET', key, 'status', 'CLAIMED', 'job', id, 'claimed_until', claim_ends(lease))
end
return answer
