local id, token, ttl = unpack(ARGV)
local answer = not_held(id, token, 'complete') or illegal(id, 'COMPLETED')
if answer then
  return answer
end
settle(id, token, 'complete')
redis.call('HDEL', job(id), 'failure', 'reason', 'detail', 'lost')
enter(id, 'COMPLETED')
redis.call('PEXPIRE', job(id), ttl)
return {'OK'}
