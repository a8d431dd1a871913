r"""What must happen at once in Redis, as Lua. Each script's first argument is the prefix of all keys.

Keys, below the prefix:

    article:<id>    hash: the columns of an Entry, and `rev`, the number of its changes
    original:<id>   zlib: the raw record
    revision:<id>   list of `<time> <hash>` of former contents
    due:<source>    sorted set: id by the time at which it wants to be read; while it is leased, the lease's end
    lease:<source>  sorted set: id by the end of its lease
    seen:<source>   sorted set: id by the time it was first seen
    live            sorted set of `<published>\t<id>`: published, not archived
    written         sorted set of ids that have a file or had one
    counts          hash: articles by state
"""

WRITE = """
local P, id, rev, due_given, original, former, gone = unpack(ARGV, 1, 7)
local row = P .. 'article:' .. id
local names = {'rev', 'source', 'state', 'due', 'published', 'archived', 'file', 'first_seen'}
local function read()
  local found, values = {}, redis.call('HMGET', row, unpack(names))
  for i, name in ipairs(names) do found[name] = values[i] end
  return found
end
local function member(entry)
  if entry.state == 'published' and entry.archived ~= '1' then return (entry.published or '') .. '\\t' .. id end
  return false
end
local function kept(entry)
  return entry.file and entry.file ~= '' and (entry.state == 'published' or entry.state == 'gone')
end
local was = read()
if (was.rev or '') ~= rev then return 0 end
local first = 8 + tonumber(gone)
for i = 8, first - 1 do redis.call('HDEL', row, ARGV[i]) end
for i = first, #ARGV, 2 do redis.call('HSET', row, ARGV[i], ARGV[i + 1]) end
redis.call('HINCRBY', row, 'rev', 1)
local is = read()
if was.source and was.source ~= is.source then
  for _, index in ipairs({'due:', 'lease:', 'seen:'}) do redis.call('ZREM', P .. index .. was.source, id) end
end
if due_given == '1' or was.source ~= is.source then
  redis.call('ZREM', P .. 'lease:' .. is.source, id)
  if is.due then redis.call('ZADD', P .. 'due:' .. is.source, is.due, id)
  else redis.call('ZREM', P .. 'due:' .. is.source, id) end
end
if was.source ~= is.source then redis.call('ZADD', P .. 'seen:' .. is.source, is.first_seen, id) end
if was.state ~= is.state then
  if was.state and redis.call('HINCRBY', P .. 'counts', was.state, -1) < 1 then
    redis.call('HDEL', P .. 'counts', was.state)
  end
  redis.call('HINCRBY', P .. 'counts', is.state, 1)
end
if member(was) ~= member(is) then
  if member(was) then redis.call('ZREM', P .. 'live', member(was)) end
  if member(is) then redis.call('ZADD', P .. 'live', 0, member(is)) end
end
if kept(is) and not kept(was) then redis.call('ZADD', P .. 'written', 0, id) end
if kept(was) and not kept(is) then redis.call('ZREM', P .. 'written', id) end
if original ~= '' then redis.call('SET', P .. 'original:' .. id, original) end
if former ~= '' then redis.call('RPUSH', P .. 'revision:' .. id, former) end
return 1
"""
"""ARGV: prefix, id, rev as read, '1' when `due` changes, original, former, n, n columns to clear, pairs to set.

Returns 0 when another has changed the row since it was read."""

CLAIM = """
local P, source, stop = unpack(ARGV, 1, 3)
local taken = {}
for i = 4, #ARGV, 2 do
  local score = redis.call('ZSCORE', P .. 'due:' .. source, ARGV[i])
  if score and tonumber(score) == tonumber(ARGV[i + 1]) then
    redis.call('ZADD', P .. 'due:' .. source, stop, ARGV[i])
    redis.call('ZADD', P .. 'lease:' .. source, stop, ARGV[i])
    taken[#taken + 1] = ARGV[i]
  end
end
return taken
"""
"""ARGV: prefix, source, end of the lease, pairs of id and time as read. Returns the ids that are now leased."""

LET_GO = """
local P, source, id, stop = unpack(ARGV, 1, 4)
local score = redis.call('ZSCORE', P .. 'lease:' .. source, id)
if score and tonumber(score) == tonumber(stop) then
  redis.call('ZREM', P .. 'lease:' .. source, id)
  local due = redis.call('HGET', P .. 'article:' .. id, 'due')
  if due then redis.call('ZADD', P .. 'due:' .. source, due, id) end
end
return 1
"""
"""ARGV: prefix, source, id, end of the lease. Gives an unfinished article back before its lease ends."""

RENEW = """
if redis.call('GET', ARGV[1] .. 'lock') ~= ARGV[2] then return 0 end
redis.call('PEXPIRE', ARGV[1] .. 'lock', ARGV[3])
return 1
"""
"""ARGV: prefix, holder, milliseconds. Returns 0 when the lock is not the holder's any more."""

RELEASE = """
if redis.call('GET', ARGV[1] .. 'lock') == ARGV[2] then redis.call('DEL', ARGV[1] .. 'lock') end
return 1
"""
"""ARGV: prefix, holder."""

SLUG = """
local P, outlet, slug, folded = unpack(ARGV, 1, 4)
local known = redis.call('HGET', P .. 'slugs', outlet)
if known then return known end
if redis.call('HSETNX', P .. 'slug-owners', folded, outlet) == 0 then return false end
redis.call('HSET', P .. 'slugs', outlet, slug)
return slug
"""
"""ARGV: prefix, outlet, wished slug, the same in small letters. Returns the outlet's slug, nil when it is another's."""
