-- A job's priority, at once where it waits.
local id, priority = unpack(ARGV)
local j = load(id)
if not j then
  return {'NONE'}
end
if is_final(j.state) then
  return {'ILLEGAL', j.state, 'of another priority'}
end
local waits = j.in_turn
leave_turn(j, false)
j.priority = priority
if j.stage == '' then
  redis.call('HSET', job(id), 'priority', priority)
  return {'OK'}
end
take_turn(j)
redis.call('HSET', job(id), 'priority', priority, 'turn', j.turn)
if redis.call('ZSCORE', 'queue:' .. j.stage, id) then
  push(j, j.stage)
end
if not waits then
  leave_turn(j, false)
end
return {'OK'}
