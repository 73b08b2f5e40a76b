-- Gives a lock back. KEYS: the lock; ARGV: the token of its owner. Returns 0 when it is not the owner's.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('DEL', KEYS[1])
