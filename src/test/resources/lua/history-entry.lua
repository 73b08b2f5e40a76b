-- An entry as the queue's scripts write it, with any values.
return {append_history(unpack(ARGV))}
