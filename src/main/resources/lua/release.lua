-- The worker stops: back to the job's old place in the queue, as if the attempt had not begun.
local id, token = unpack(ARGV)
local j = load(id)
local answer = not_held(j, token, 'release') or illegal(j, 'QUEUED')
if answer then
  return answer
end
local settled = settle(j, 'release')
clear(j, 'token', 'expires', 'progress')
push(j, j.stage)
enter(j, 'QUEUED', 'attempt', int(j.attempt - 1), 'settled', settled)
return {'OK'}
