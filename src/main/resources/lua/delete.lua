-- Only what has ended is deleted.
local j = load(ARGV[1])
if not j then
  return {'NONE'}
end
if not is_final(j.state) then
  return {'ILLEGAL', j.state, 'deleted'}
end
forget(j.id)
return {'OK'}
