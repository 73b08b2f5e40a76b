-- Appends to the events what a scan says; its fields follow each other as name, value.
redis.call('XADD', 'events', 'MAXLEN', '~', 50000, '*', 'kind', 'scan', unpack(ARGV))
return 1
