-- Appends one operation. Of a job: what it does not say is the job's. The same token again writes nothing.
local token, operation, status, target, id, began, user, project, failure, reason, notes = unpack(ARGV)
local written = redis.call('GET', 'history:once:' .. token)
if written then
  return {written}
end
local time = redis.call('TIME')
local ended = time[1] * 1000 + math.floor(time[2] / 1000)
local job = {}
if id ~= '' then
  job = redis.call('HMGET', 'job:' .. id, 'type', 'attempt', 'target', 'user', 'project', 'bytes')
end

local function either(own, of_job)
  return own ~= '' and own or of_job or ''
end

-- The clock of whoever has done it may be ahead of ours.
local entry = append_history(operation, status, either(target, job[3]), id, job[1] or '', job[2] or '',
  math.min(tonumber(began) or ended, ended), ended, either(user, job[4]), either(project, job[5]), '', job[6] or '',
  failure, reason, notes)
redis.call('SADD', 'history:types', operation)
redis.call('XADD', 'history:type:' .. operation, entry, 'status', status)
redis.call('SET', 'history:once:' .. token, entry, 'PX', 3600000)
return {entry}
