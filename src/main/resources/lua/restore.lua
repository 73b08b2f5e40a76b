-- Writes the records of a published dataset that Redis has lost; what is there stays as it is.
-- KEYS: key:<dataset key>, the record (file:<path>, or dataset:<key> of many files), members:<dataset key>, target:<target>,
--       then file:<path> for each file, of which a manifest is the first
-- ARGV: '1' when nothing is to be written (else ''), dataset key, target, unit, name of the S3 target,
--       fields of all records, fields of the record of many files (JSON objects),
--       then for each file: path, name, size, seconds, modified, sha256 ('' when it is not kept)
-- Answers: CREATED, KEPT (there is a record), OWNED (another has the key) or SHARED (another has a file); and the record's
-- status, the owner, or the file's path

local dry, dataset, target, unit, place = unpack(ARGV, 1, 5)
local record, many = KEYS[2], unit ~= 'file'

local owner = redis.call('GET', KEYS[1])
if owner and owner ~= target then
  return {'OWNED', owner}
end

-- One more target has it.
local function add_place()
  local places = redis.call('HGET', record, 'published_to')
  if places and not string.find(' ' .. places .. ' ', ' ' .. place .. ' ', 1, true) then
    redis.call('HSET', record, 'published_to', places == '' and place or places .. ' ' .. place)
  end
end

if redis.call('EXISTS', record) == 1 then
  local status = redis.pcall('HGET', record, 'status')
  if type(status) == 'table' and status.err then
    return {'KEPT', 'not a hash'}
  elseif status == 'COMPLETED' and dry == '' then
    add_place()
  end
  return {'KEPT', status or ''}
end
if many then
  for i = 5, #KEYS do
    local other = redis.pcall('HMGET', KEYS[i], 'status', 'dataset')
    if other.err or other[1] and other[2] ~= dataset then
      return {'SHARED', string.sub(KEYS[i], 6)}
    end
  end
end
if dry ~= '' then
  return {'CREATED', ''}
end

local function write(key, fields)
  for field, value in pairs(fields) do
    redis.call('HSET', key, field, value)
  end
end

local fields = cjson.decode(ARGV[6])
redis.call('SET', KEYS[1], target)
for i = 5, #KEYS do
  local key, at = KEYS[i], 7 + (i - 5) * 6
  -- What each scan asks for is written first.
  redis.call('HSET', key, 'status', 'COMPLETED', 'size', ARGV[at + 3], 'modified', ARGV[at + 5],
    'timestamp_file', ARGV[at + 4], 'filename', ARGV[at + 2], 'filepath', ARGV[at + 1], 'key', dataset)
  write(key, fields)
  if many then
    redis.call('HSET', key, 'dataset', dataset)
  end
  if ARGV[at + 6] ~= '' then
    redis.call('HSET', key, 'sha256', ARGV[at + 6])
  end
  redis.call('ZADD', 'files', 0, ARGV[at + 1])
end
if many then
  redis.call('HSET', record, 'status', 'COMPLETED', 'key', dataset, 'unit', unit, 'target', target)
  write(record, fields)
  write(record, cjson.decode(ARGV[7]))
  redis.call('SET', KEYS[4], dataset)
  redis.call('ZADD', 'datasets', 0, dataset)
  redis.call('DEL', KEYS[3])
  for i = unit == 'manifest' and 6 or 5, #KEYS do
    redis.call('SADD', KEYS[3], string.sub(KEYS[i], 6))
  end
end
return {'CREATED', ''}
