-- A job's priority, at once where it waits.
local id, priority = unpack(ARGV)
local state, stage, user, waits = unpack(redis.call('HMGET', job(id), 'state', 'stage', 'user', 'in_turn'))
if not state then
  return {'NONE'}
end
if is_final(state) then
  return {'ILLEGAL', state, state}
end
leave_turn(id, false)
redis.call('HSET', job(id), 'priority', priority)
if stage ~= '' then
  take_turn(id, user, priority)
  if redis.call('ZSCORE', 'queue:' .. stage, id) then
    push(id, stage)
  end
  if not waits then
    leave_turn(id, false)
  end
end
return {'OK'}
