-- What was marked as deleted is there again. When it was unpublished because it was deleted, it is taken like a new one.
-- KEYS: as in deleted-mark.lua   Answers 1 when it was marked, else 0

local record = KEYS[1]
if redis.call('HDEL', record, 'deleted_at') == 0 then
  return 0
end
for i = 2, #KEYS do
  redis.call('HDEL', KEYS[i], 'deleted_at')
end
local found = redis.call('HMGET', record, 'unpublished_for', 'status')
if found[1] == 'deleted' and not in_work(record) then
  redis.call('HDEL', record, 'status', 'stage', 'attempts', 'unpublished_at', 'unpublished_for')
end
return 1
