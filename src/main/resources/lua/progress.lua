-- How far the job is; for those who ask, and for those who listen.
local id, token, progress = unpack(ARGV)
local j = load(id)
local answer = not_held(j, token, 'progress')
if answer then
  return answer
end
tell(j, progress)
return {'OK'}
