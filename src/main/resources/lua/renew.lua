-- Also when the lease has run out, as long as nobody has taken it away. Not beyond the job's time-out: whoever does not
-- end then, for whatever reason, loses the job when the lease ends.
local id, token, length = unpack(ARGV)
local answer = not_held(id, token, 'renew')
if answer then
  return answer
end
local stage, expires = unpack(redis.call('HMGET', job(id), 'stage', 'expires'))
if expires and now() > tonumber(expires) then
  return {'EXPIRED'}
end
redis.call('ZADD', 'leases:' .. stage, now() + length, id)
redis.call('PEXPIRE', 'lease:' .. token, length)
return {'OK'}
