-- Forgets jobs whose time has come, at most so many; answers their ids, for their logs.
local before, limit = unpack(ARGV)
if before == '' then
  before = now()
end
local answer = {'OK'}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', 'jobs:ended', 0, before, 'LIMIT', 0, limit)) do
  forget(id)
  table.insert(answer, id)
end
return answer
