-- The job whose branch this one is does not wait for it any more: it goes on when the others have ended, however this one ends.
local id = ARGV[1]
local j = load(id)
local parent = j and j.parent ~= '' and load(j.parent)
if not parent or parent.stage == '' then
  return {'NONE'}
end
local branches = branches_of(parent.id)
for _, branch in ipairs(branches) do
  if branch.job == id then
    branch.required = false
  end
end
keep_branches(parent, branches)
return {'OK'}
