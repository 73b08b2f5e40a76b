-- Takes leases away that were not renewed. When no keeper has been here for half a lease, Redis may have been out of
-- everyone's reach: then all workers get one whole lease to renew theirs first. Attempts of 0 are those of the job.
local stage, length, attempts = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local time = tonumber(now())
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
  local j = load(id)
  redis.call('ZREM', 'leases:' .. stage, id)
  if j and j.token and not illegal(j, 'QUEUED') and not illegal(j, 'FAILED') then
    local lost = int((j.lost or 0) + 1)
    local kind, reason = 'INFRASTRUCTURE', 'its worker died in ' .. lost .. ' of ' .. j.attempt .. ' attempts at ' .. stage
      .. ', the last time ' .. j.worker
    if time > (tonumber(j.expires) or math.huge) then
      kind, reason = 'TIMEOUT', 'it did not end in time, and its worker ' .. j.worker .. ' did not give it back'
    end
    record(j, 'failed', kind, reason, '')
    clear(j, 'token', 'expires', 'progress')
    if tonumber(j.attempt) < (attempts > 0 and attempts or tonumber(j.maximum)) then
      push(j, stage)
      enter(j, 'QUEUED', 'failure', kind, 'reason', reason, 'detail', '', 'lost', lost)
      requeued = requeued + 1
    else
      fail(j, kind, reason .. '; no attempt is left', '', 'lost', lost)
      parked = parked + 1
    end
  end
end
return {'OK', requeued, parked}
