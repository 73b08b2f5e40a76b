-- An instance says by what it makes octrees. Who has been silent for an hour is forgotten.
--
--   makers        sorted set: marks, by when (ms) an instance has said last that it makes octrees by them
--   makers:names  hash: mark -> the instance that has said so
-- ARGV: mark, name of the instance, ms for which one that is silent counts
-- Answers the others that count: mark, instance, mark, instance, …

local mark, instance, patience = unpack(ARGV)
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- What this instance made octrees by before it was started anew does not count.
local names = redis.call('HGETALL', 'makers:names')
for i = 1, #names, 2 do
  if names[i + 1] == instance and names[i] ~= mark then
    redis.call('ZREM', 'makers', names[i])
    redis.call('HDEL', 'makers:names', names[i])
  end
end
redis.call('ZADD', 'makers', now, mark)
redis.call('HSET', 'makers:names', mark, instance)
for _, silent in ipairs(redis.call('ZRANGEBYSCORE', 'makers', 0, now - 3600000)) do
  redis.call('ZREM', 'makers', silent)
  redis.call('HDEL', 'makers:names', silent)
end
local answer = {}
for _, other in ipairs(redis.call('ZRANGEBYSCORE', 'makers', now - patience, '+inf')) do
  if other ~= mark then
    answer[#answer + 1] = other
    answer[#answer + 1] = redis.call('HGET', 'makers:names', other) or ''
  end
end
return answer
