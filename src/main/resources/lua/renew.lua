-- Also when the lease has run out, as long as nobody has taken it away.
local id, token, length = unpack(ARGV)
local answer = not_held(id, token, 'renew')
if answer then
  return answer
end
redis.call('ZADD', 'leases:' .. redis.call('HGET', job(id), 'stage'), now() + length, id)
redis.call('PEXPIRE', 'lease:' .. token, length)
return {'OK'}
