-- Which of these datasets of many files are not unchanged, and why.
-- KEYS for each: dataset:<key>, key:<key>, file:<path> of its first file   ARGV for each: key, target, fingerprint;
--       at last what makes octrees now ('' when that does not count)
-- Answers only the exceptions, four values each: index from 0, verdict, and for REFUSED the dataset key that was refused
-- and the target of the dataset that stands in the way (else '').

local answer = {}
local function add(index, found, dataset, owner)
  local n = #answer
  answer[n + 1], answer[n + 2], answer[n + 3], answer[n + 4] = index, found, dataset, owner
end

-- The record belongs to the owner of the key; so the first of its own files says whether it was refused.
local function add_owned(index, dataset, owner, first)
  local file = redis.pcall('HMGET', first, 'status', 'key')
  if file[1] == 'REFUSED' and file[2] == dataset then
    add(index, 'REFUSED', dataset, owner)
  else
    add(index, 'NEW', '', '')
  end
end

-- Refused because another dataset had one of its files: as long as it has.
local function add_refused(index, dataset, record)
  local other, path = unpack(redis.call('HMGET', record, 'refused_by', 'refused_member'))
  if other and path and redis.call('SISMEMBER', 'members:' .. other, path) == 1 then
    add(index, 'REFUSED', dataset, redis.call('HGET', 'dataset:' .. other, 'target') or '')
  else
    add(index, 'CHANGED', '', '')
  end
end

local present = ARGV[#ARGV]
for i = 1, #KEYS / 3 do
  local record, key, first = KEYS[3 * i - 2], KEYS[3 * i - 1], KEYS[3 * i]
  local dataset, target, fingerprint = ARGV[3 * i - 2], ARGV[3 * i - 1], ARGV[3 * i]
  local owner = redis.call('GET', key)
  local found = dataset_verdict(record, fingerprint, present)
  if owner and owner ~= target then
    add_owned(i - 1, dataset, owner, first)
  elseif found == 'REFUSED' then
    add_refused(i - 1, dataset, record)
  elseif found ~= 'UNCHANGED' then
    add(i - 1, found, '', '')
  else
    redis.call('HDEL', record, 'waiting_reason', 'looked_at')
  end
end
return answer
