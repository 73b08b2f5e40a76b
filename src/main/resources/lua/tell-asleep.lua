-- How far a job is that sleeps, as those say who work for it; nothing when it is awake.
local id, progress = unpack(ARGV)
local j = load(id)
if not j or not j.asleep or j.state ~= 'RUNNING' then
  return {'NONE'}
end
tell(j, progress)
return {'OK'}
