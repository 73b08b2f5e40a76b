-- A claim that did not come to the queue: the records are as they were.
-- KEYS: the records   ARGV: claim id, then for each record its status and job before
-- Answers how many were still claimed so.

local given = 0
for i, key in ipairs(KEYS) do
  local record = redis.call('HMGET', key, 'status', 'job')
  if record[1] == 'CLAIMED' and record[2] == ARGV[1] then
    redis.call('HSET', key, 'status', ARGV[2 * i], 'job', ARGV[2 * i + 1])
    redis.call('HDEL', key, 'claimed_until')
    given = given + 1
  end
end
return given
