-- Forgets an upload that was completed or aborted. KEYS: its hash, the set of all; ARGV: the server's id of the upload.
if redis.call('HGET', KEYS[1], 'upload') ~= ARGV[1] then
    return 0
end
redis.call('DEL', KEYS[1])
redis.call('SREM', KEYS[2], KEYS[1])
return 1
