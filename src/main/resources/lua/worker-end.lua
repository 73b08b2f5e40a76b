-- A worker that ends in order.
local id, stage = unpack(ARGV)
if redis.call('DEL', 'worker:' .. id) == 1 then
  redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'worker', 'worker', id, 'stage', stage, 'state', 'ENDED')
end
redis.call('ZREM', 'workers', id)
return {'OK'}
