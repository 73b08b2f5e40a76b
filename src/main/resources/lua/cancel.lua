-- A job that has not ended. Its worker hears of it by the event, at the latest when it renews its lease. Of a batch, and
-- of a job that was fanned out, the children are cancelled afterwards, a page at a time; one that is claimed meanwhile is cancelled by the claim.
local id, reason = unpack(ARGV)
local j = load(id)
if not j then
  return {'NONE'}
end
if j.state == 'CANCELLED' then
  return {'OK'}
end
local answer = illegal(j, 'CANCELLED')
if answer then
  return answer
end
cancel(j, reason)
return {'OK'}
