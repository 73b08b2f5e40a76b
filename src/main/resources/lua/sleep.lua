-- Others work for the job now, who need no worker here: it gives its lease up and stays RUNNING, until somebody wakes it, its attempt's
-- time is over, or the delay. The attempt goes on then.
local id, token, delay, result = unpack(ARGV)
local j = load(id)
local answer = not_held(j, token, 'sleep')
if answer then
  return answer
end
local settled = settle(j, 'sleep')
clear(j, 'token')
j.asleep = '1'
redis.call('HSET', job(id), 'asleep', '1', 'worker', '', 'result', result, 'settled', settled, 'updated', now())
redis.call('ZADD', 'asleep:' .. j.stage, int(math.min(now() + delay, tonumber(j.expires) or math.huge)), id)
if j.wake then
  wake(j)
end
return {'OK'}
