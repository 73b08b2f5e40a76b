-- All workers, by their names. Who has been silent for longer than its own leases last is lost.
local answer, time = {'OK'}, now()
local ids = redis.call('ZRANGE', 'workers', 0, -1)
table.sort(ids)
for _, id in ipairs(ids) do
  local key = 'worker:' .. id
  local heartbeat, patience = unpack(redis.call('HMGET', key, 'heartbeat', 'patience'))
  if heartbeat then
    local fields = redis.call('HGETALL', key)
    if time - heartbeat > tonumber(patience) then
      table.insert(fields, 'state')
      table.insert(fields, 'LOST')
    end
    table.insert(answer, fields)
  end
end
return answer
