-- A part of the files below a directory that are datasets of their own, for the look whether they are still there. One whose
-- absence is explained already is left out: it was taken out of a dataset of many files, or lies where completed ones go.
-- ARGV: path after which the part begins ('' for the beginning), what each path begins with, how many to look at
-- Answers the path after which the next part begins ('' at the end), then for each file: path, 1 when it is marked as deleted

local after, prefix, look = ARGV[1], ARGV[2], tonumber(ARGV[3])
-- No byte of a path in UTF-8 is 255.
local paths = redis.call('ZRANGEBYLEX', 'files', after == '' and '[' .. prefix or '(' .. after, '[' .. prefix .. '\255',
  'LIMIT', 0, look)
local answer, n = {#paths == look and paths[#paths] or ''}, 1
for _, path in ipairs(paths) do
  local record = redis.pcall('HMGET', 'file:' .. path, 'timestamp_file', 'dataset', 'removed_from', 'completed_path',
    'deleted_at')
  local explained = record.err or not record[1] or (record[2] or '') ~= '' or record[3] or (record[4] or '') ~= ''
  if not explained then
    answer[n + 1], answer[n + 2] = path, record[5] and 1 or 0
    n = n + 2
  end
end
return answer
