-- Notes a part. KEYS: the upload's hash, the set of all; ARGV: the server's id of the upload, field, value.
-- An upload that was begun anew in the meantime is another one: nothing is noted.
local upload, field, value = unpack(ARGV)
if redis.call('HGET', KEYS[1], 'upload') ~= upload then
    return 0
end
local now = redis.call('TIME')
redis.call('HSET', KEYS[1], field, value, 'since', now[1] * 1000 + math.floor(now[2] / 1000))
return 1
