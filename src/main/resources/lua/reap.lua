-- Takes leases away that were not renewed. When no keeper has been here for half a lease, Redis may have been out of
-- everyone's reach: then all workers get one whole lease to renew theirs first. Attempts of 0 are those of the job.
local stage, length, attempts = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local time = now()
local seen, from = unpack(redis.call('HMGET', 'reaping:' .. stage, 'seen', 'from'))
if seen and time - seen > length / 2 then
  from = time + length
  redis.call('HSET', 'reaping:' .. stage, 'from', from)
end
redis.call('HSET', 'reaping:' .. stage, 'seen', time)
if from and time < tonumber(from) then
  return {'OK', 0, 0}
end
local requeued, parked = 0, 0
for _, id in ipairs(redis.call('ZRANGEBYSCORE', 'leases:' .. stage, 0, time, 'LIMIT', 0, 100)) do
  local token, attempt, worker, maximum, expires =
    unpack(redis.call('HMGET', job(id), 'token', 'attempt', 'worker', 'maximum', 'expires'))
  if not token or illegal(id, 'QUEUED') or illegal(id, 'FAILED') then
    redis.call('ZREM', 'leases:' .. stage, id)
  else
    local lost = redis.call('HINCRBY', job(id), 'lost', 1)
    local kind, reason = 'INFRASTRUCTURE', 'its worker died in ' .. lost .. ' of ' .. attempt .. ' attempts at ' .. stage
      .. ', the last time ' .. worker
    if expires and time > tonumber(expires) then
      kind, reason = 'TIMEOUT', 'it did not end in time, and its worker ' .. worker .. ' did not give it back'
    end
    record(id, 'failed', kind, reason, '')
    give_back(id, token)
    if tonumber(attempt) < (attempts > 0 and attempts or tonumber(maximum)) then
      push(id, stage)
      enter(id, 'QUEUED', 'failure', kind, 'reason', reason, 'detail', '')
      requeued = requeued + 1
    else
      fail(id, kind, reason .. '; no attempt is left', '')
      parked = parked + 1
    end
  end
end
return {'OK', requeued, parked}
