-- Those of a batch's children that have not ended, from an arrival on; at most so many are looked at.
local id, from, limit = unpack(ARGV)
local answer = {'OK', ''}
local page = redis.call('ZRANGEBYSCORE', 'jobs:children:' .. id, '(' .. from, '+inf', 'WITHSCORES', 'LIMIT', 0, limit)
for i = 1, #page, 2 do
  local state = redis.call('HGET', job(page[i]), 'state')
  if state and not is_final(state) then
    table.insert(answer, page[i])
  end
  answer[2] = page[i + 1]
end
return answer
