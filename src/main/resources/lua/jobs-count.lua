-- How many jobs there are: {state, n, …}, {type, n, …}, the number of users that have any.
local types, states = {}, {}
for state in pairs(LEGAL) do
  table.insert(states, state)
  table.insert(states, redis.call('ZCARD', 'jobs:state:' .. state))
end
for _, type in ipairs(ARGV) do
  table.insert(types, type)
  table.insert(types, redis.call('ZCARD', 'jobs:type:' .. type))
end
local users, seen = 0, {}
for _, field in ipairs(redis.call('HKEYS', 'jobs:users')) do
  local user = string.match(field, '^[A-Z]+|(.*)$')
  if not seen[user] then
    seen[user] = true
    users = users + 1
  end
end
return {'OK', states, types, users}
