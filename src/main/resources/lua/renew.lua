-- Also when the lease has run out, as long as nobody has taken it away. Not beyond the job's time-out: whoever does not
-- end then, for whatever reason, loses the job when the lease ends.
local id, token, length = unpack(ARGV)
local j = load(id)
local answer = not_held(j, token, 'renew')
if answer then
  return answer
end
if tonumber(now()) > (tonumber(j.expires) or math.huge) then
  return {'EXPIRED'}
end
redis.call('ZADD', 'leases:' .. j.stage, int(now() + length), id)
return {'OK'}
