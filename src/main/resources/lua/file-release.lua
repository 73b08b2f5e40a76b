-- Gives a claim back that did not come to the queue; the next scan takes the files again.
-- KEYS: file:<path> …   ARGV: claim id
-- Answers how many files were still ours.

local released = 0
for _, key in ipairs(KEYS) do
  local record = redis.call('HMGET', key, 'status', 'job')
  if record[1] == 'CLAIMED' and record[2] == ARGV[1] then
    redis.call('HSET', key, 'claimed_until', '0')
    released = released + 1
  end
end
return released
