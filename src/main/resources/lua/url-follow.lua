-- Another version of a dataset is live: the records whose url is that of one of its versions get the new one's.
-- KEYS: the records; ARGV: the new address, then the addresses in whose place it is written.
local written = 0
for _, record in ipairs(KEYS) do
  local url = redis.call('HGET', record, 'url')
  for index = 2, #ARGV do
    if url == ARGV[index] then
      redis.call('HSET', record, 'url', ARGV[1])
      written = written + 1
      break
    end
  end
end
return written
