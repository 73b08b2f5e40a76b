-- A part of the datasets of many files below a directory, for the look whether anything of them is still there. One that waits
-- for more files was looked at by the scan.
-- ARGV: dataset key after which the part begins ('' for the beginning), the directory, what each path below it begins with, how
-- many to look at
-- Answers the key after which the next part begins ('' at the end), then for each: key, unit, target, number of members, 1 when
-- it is marked as deleted, and any one of its members ('' when none is known)

local after, root, prefix, look = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local datasets = redis.call('ZRANGEBYLEX', 'datasets', '(' .. after, '+', 'LIMIT', 0, look)
local answer = {#datasets == look and datasets[#datasets] or ''}
for _, dataset in ipairs(datasets) do
  local record = redis.pcall('HMGET', 'dataset:' .. dataset, 'target', 'unit', 'members', 'completed_path', 'waiting_reason',
    'deleted_at')
  local target = not record.err and record[1] or ''
  local below = target == root or string.sub(target, 1, #prefix) == prefix
  if target ~= '' and below and (record[4] or '') == '' and not record[5] then
    for _, value in ipairs({dataset, record[2] or '', target, record[3] or '0', record[6] and 1 or 0,
        redis.call('SRANDMEMBER', 'members:' .. dataset) or ''}) do
      answer[#answer + 1] = value
    end
  end
end
return answer
