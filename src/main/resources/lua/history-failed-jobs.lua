-- Jobs that have failed and were not begun anew, the newest first; a part at a time.
-- ARGV: since (ms), how many are known already, how many at most
-- Answers for each: id, when (ms), target, class, reason
local answer = {}
local failed = redis.call('ZREVRANGEBYSCORE', 'jobs:failed', '+inf', ARGV[1], 'WITHSCORES', 'LIMIT', ARGV[2], ARGV[3])
for i = 1, #failed, 2 do
  local target, class, reason = unpack(redis.call('HMGET', 'job:' .. failed[i], 'target', 'failure', 'reason'))
  answer[#answer + 1] = {failed[i], failed[i + 1], target or '', class or '', reason or ''}
end
return answer
