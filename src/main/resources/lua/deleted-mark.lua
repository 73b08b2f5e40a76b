-- Marks a dataset of which nothing is left on disk, unless something works on it.
-- KEYS: the record that tells of it (file:<path>, or dataset:<key>), then those of its files   ARGV: its path
-- Answers MARKED, KNOWN or BUSY, and the dataset key ('' when it is, or has become, another's)

local record, path = KEYS[1], ARGV[1]
local found = redis.call('HMGET', record, 'deleted_at', 'completed_path', 'key')
if found[1] or (found[2] or '') ~= '' or redis.call('EXISTS', record) == 0 then
  return {'KNOWN', ''}
elseif in_work(record) then
  return {'BUSY', ''}
end
local dataset, time = found[3] or '', math.floor(now() / 1000)
redis.call('HSET', record, 'deleted_at', time)
for i = 2, #KEYS do
  if redis.call('HGET', KEYS[i], 'dataset') == dataset then
    redis.call('HSET', KEYS[i], 'deleted_at', time)
  end
end
return {'MARKED', redis.call('GET', 'key:' .. dataset) == path and dataset or ''}
