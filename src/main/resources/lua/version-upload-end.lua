-- Forgets an attempt to publish a version, unless a newer one has begun.
-- KEYS: the target's hash; ARGV: the dataset, the attempt. Returns whether it was there.
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then
  return 0
end
return redis.call('HDEL', KEYS[1], ARGV[1])
