-- Which of these files are not unchanged, and why.
-- KEYS: file:<path> …   ARGV for each: size, seconds, modified; at last what makes octrees now ('' when that does not count)
-- Answers only the exceptions, four values each: index from 0, verdict, and for REFUSED the dataset key that was
-- refused and its present owner (else '').

local answer = {}
local function add(index, found, dataset, owner)
  local n = #answer
  answer[n + 1], answer[n + 2], answer[n + 3], answer[n + 4] = index, found, dataset, owner
end

local present = ARGV[#ARGV]
for i, key in ipairs(KEYS) do
  local found = verdict(key, ARGV[3 * i - 2], ARGV[3 * i - 1], ARGV[3 * i], present)
  if found == 'REFUSED' then
    local dataset = redis.call('HGET', key, 'key') or ''
    add(i - 1, found, dataset, redis.call('GET', 'key:' .. dataset) or '')
  elseif found ~= 'UNCHANGED' then
    add(i - 1, found, '', '')
  end
end
return answer
