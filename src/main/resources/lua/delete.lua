-- Only what has ended is deleted.
local id = ARGV[1]
local state = redis.call('HGET', job(id), 'state')
if not state then
  return {'NONE'}
end
if not is_final(state) then
  return {'ILLEGAL', state, 'deleted'}
end
forget(id)
return {'OK'}
