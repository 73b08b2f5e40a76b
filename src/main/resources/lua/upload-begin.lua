-- Remembers an upload in parts, in place of any other of the same object. KEYS: its hash, the set of all; ARGV: fields and values.
local now = redis.call('TIME')
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'since', now[1] * 1000 + math.floor(now[2] / 1000), unpack(ARGV))
redis.call('SADD', KEYS[2], KEYS[1])
return 1
