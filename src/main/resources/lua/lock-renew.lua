-- Lets a lock begin anew. KEYS: the lock; ARGV: the token of its owner, its length in ms. Returns 0 when it is not the owner's.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
