-- Forgets jobs that ended before a time, whenever they were to be forgotten; looks at so many of `jobs:ended` at most,
-- from a rank. Answers the rank to go on from (-1 at the end), then the ids.
-- ARGV: ended before (ms), rank, how many, whether it is only asked ('true')
local before, rank, limit, asked = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == 'true'
local looked_at = redis.call('ZRANGE', 'jobs:ended', rank, rank + limit - 1)
local answer = {'OK', -1}
for _, id in ipairs(looked_at) do
  local ended = redis.call('HGET', job(id), 'ended')
  local old = not ended or tonumber(ended) < before
  if old then
    table.insert(answer, id)
  end
  if old and not asked then
    forget(id)
  else
    rank = rank + 1
  end
end
if #looked_at == limit then
  answer[2] = rank
end
return answer
