report(ARGV[1], tonumber(ARGV[2]), ARGV[3], tonumber(ARGV[4]))
return {'OK'}
