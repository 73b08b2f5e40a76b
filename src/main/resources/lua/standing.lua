-- How a job stands at its stage, at one moment: rank in the queue from 0 and how many wait ('' when it does not wait there), when
-- its next attempt is due (''), when its lease ends (''), how many of the stage's jobs run, and now.
local id = ARGV[1]
local stage = redis.call('HGET', job(id), 'stage')
if not stage then
  return {'NONE'}
end
local rank = redis.call('ZRANK', 'queue:' .. stage, id)
return {'OK', rank or '', redis.call('ZCARD', 'queue:' .. stage), redis.call('ZSCORE', 'delayed:' .. stage, id) or '',
  redis.call('ZSCORE', 'leases:' .. stage, id) or '', redis.call('ZCARD', 'leases:' .. stage), string.format('%.0f', now())}
