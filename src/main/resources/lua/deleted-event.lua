-- Appends to the events what came of a look for deleted files; its fields follow each other as name, value.
redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'deleted', unpack(ARGV))
return 1
