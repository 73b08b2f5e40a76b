local answer = {'OK'}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', 'jobs:failed', ARGV[1], '+inf')) do
  local fields = redis.call('HGETALL', job(id))
  if #fields > 0 then
    table.insert(answer, fields)
  end
end
return answer
