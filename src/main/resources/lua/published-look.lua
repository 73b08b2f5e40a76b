-- What the records say of some published datasets.   ARGV: their keys
-- Answers for each: owner of the key ('' for none), when it was marked as deleted ('' when it was not), and status, stage and job
-- of what works on it (each '' when nothing does)

local answer = {}
for i, dataset in ipairs(ARGV) do
  local owner, keys = records_of(dataset)
  local work, at = work_on(keys, dataset) or {'', '', ''}, 5 * (i - 1)
  answer[at + 1], answer[at + 2] = owner, keys[1] and redis.call('HGET', keys[1], 'deleted_at') or ''
  answer[at + 3], answer[at + 4], answer[at + 5] = work[1], work[2], work[3]
end
return answer
