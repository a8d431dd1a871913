r"""What must happen at once in Redis, as Lua. Each script's first argument is the prefix of all keys.

Keys, below the prefix:

    article:<id>    hash: the columns of an Entry, and `rev`, the number of its changes
    original:<id>   zlib: the raw record
    revision:<id>   list of `<time> <hash>` of former contents
    due:<source>    sorted set: id by the time at which it wants to be read; while it is leased, the lease's end
    lease:<source>  sorted set: id by the end of its lease
    seen:<source>   sorted set: id by the time it was first seen
    live            sorted set of `<published>\t<id>`: has a file, not archived
    written         sorted set of ids that have a file or had one
    counts          hash: articles by state
    site            hash: what decides the tree, as the run that led last has it (see site.py)

Those of the listings:

    listing:<id>    hash
    newest:<slug>   sorted set of `<published>\t<id>`; `shown` the same for the whole site
    pending         the same of what is to be numbered
    pending-as      hash: id by the number of the change that asked for it; `stale` the same of slugs
    changes         sorted set of `<seq> <stop> <id>\n<body>` by number
    stops           sorted set: number by the byte at which its line ends
    last-line       hash: body of an id's last line
    tick            the counter of changes
"""

WRITE = """
local P, id, rev, site, due_given, original, former, gone = unpack(ARGV, 1, 8)
local row = P .. 'article:' .. id
local names = {'rev', 'source', 'state', 'due', 'published', 'archived', 'file', 'first_seen'}
local function kept(entry)
  return entry.file and entry.file ~= '' and (entry.state == 'published' or entry.state == 'gone')
end
local function member(entry)
  if kept(entry) and entry.archived ~= '1' then return (entry.published or '') .. '\\t' .. id end
  return false
end
if site ~= '' and (redis.call('HGET', P .. 'site', 'digest') or site) ~= site then return -1 end
local was, is, values = {}, {}, redis.call('HMGET', row, unpack(names))
for i, name in ipairs(names) do was[name], is[name] = values[i], values[i] end
if (was.rev or '') ~= rev then return redis.call('HGETALL', row) end
local first = 9 + tonumber(gone)
for i = 9, first - 1 do is[ARGV[i]] = false end
for i = first, #ARGV, 2 do is[ARGV[i]] = ARGV[i + 1] end
if first > 9 then redis.call('HDEL', row, unpack(ARGV, 9, first - 1)) end
redis.call('HSET', row, 'rev', (tonumber(rev) or 0) + 1, unpack(ARGV, first))
if was.source and was.source ~= is.source then
  for _, index in ipairs({'due:', 'lease:', 'seen:'}) do redis.call('ZREM', P .. index .. was.source, id) end
end
if due_given == '1' or was.source ~= is.source then
  if was.source then redis.call('ZREM', P .. 'lease:' .. is.source, id) end
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
"""ARGV: prefix, id, rev as read, site ('' for any), '1' when `due` changes, original, former, n, n columns to clear,
pairs to set.

Returns the row as HGETALL does when another has changed it since it was read, -1 when another site's run leads."""

CLAIM = """
local P, site, source, stop = unpack(ARGV, 1, 4)
if site ~= '' and redis.call('HGET', P .. 'site', 'digest') ~= site then return false end
local taken, ends = {}, {}
for i = 5, #ARGV, 2 do
  local score = redis.call('ZSCORE', P .. 'due:' .. source, ARGV[i])
  if score and tonumber(score) == tonumber(ARGV[i + 1]) then
    taken[#taken + 1] = ARGV[i]
    ends[#ends + 1] = stop
    ends[#ends + 1] = ARGV[i]
  end
end
if #taken > 0 then
  redis.call('ZADD', P .. 'due:' .. source, unpack(ends))
  redis.call('ZADD', P .. 'lease:' .. source, unpack(ends))
end
return taken
"""
"""ARGV: prefix, site ('' for any), source, end of the lease, pairs of id and time as read.

Returns the ids that are now leased, nil when no run of this site has led last."""

LET_GO = """
local P = ARGV[1]
for i = 2, #ARGV, 3 do
  local source, id, stop = unpack(ARGV, i, i + 2)
  local score = redis.call('ZSCORE', P .. 'lease:' .. source, id)
  if score and tonumber(score) == tonumber(stop) then
    redis.call('ZREM', P .. 'lease:' .. source, id)
    local due = redis.call('HGET', P .. 'article:' .. id, 'due')
    if due then redis.call('ZADD', P .. 'due:' .. source, due, id) end
  end
end
return 1
"""
"""ARGV: prefix, triples of source, id, end of the lease. Gives unfinished articles back before their leases end."""

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

PUT = """
local P, id, slug, published, facts, shown = unpack(ARGV, 1, 6)
local row = P .. 'listing:' .. id
local tick = redis.call('INCR', P .. 'tick')
local was = redis.call('HMGET', row, 'slug', 'published')
local member = published .. '\\t' .. id
local function stale(of) redis.call('HSET', P .. 'stale', of, tick) end
if was[1] then
  redis.call('ZREM', P .. 'shown', was[2] .. '\\t' .. id)
  redis.call('ZREM', P .. 'newest:' .. was[1], was[2] .. '\\t' .. id)
  redis.call('ZREM', P .. 'pending', was[2] .. '\\t' .. id)
  stale(was[1])
end
redis.call('HSET', row, 'slug', slug, 'published', published, 'facts', facts, 'shown', shown)
if shown == '1' then
  redis.call('ZADD', P .. 'shown', 0, member)
  redis.call('ZADD', P .. 'newest:' .. slug, 0, member)
end
redis.call('ZADD', P .. 'pending', 0, member)
redis.call('HSET', P .. 'pending-as', id, tick)
stale(slug)
stale('')
return 1
"""

TOUCH = """
local P, id, hide = unpack(ARGV, 1, 3)
local row = P .. 'listing:' .. id
local was = redis.call('HMGET', row, 'slug', 'published')
local tick = redis.call('INCR', P .. 'tick')
redis.call('HSET', P .. 'stale', '', tick)
if not was[1] then return 0 end
local member = was[2] .. '\\t' .. id
if hide == '1' then
  redis.call('HSET', row, 'shown', '0')
  redis.call('ZREM', P .. 'shown', member)
  redis.call('ZREM', P .. 'newest:' .. was[1], member)
end
redis.call('ZADD', P .. 'pending', 0, member)
redis.call('HSET', P .. 'pending-as', id, tick)
redis.call('HSET', P .. 'stale', was[1], tick)
return 1
"""

NUMBER = """
local P = ARGV[1]
local names, said, stops, lines, lasts = {}, {}, {}, {}, {}
for i = 2, #ARGV, 4 do names[#names + 1] = ARGV[i] end
for i, body in ipairs(redis.call('HMGET', P .. 'last-line', unpack(names))) do said[names[i]] = body end
local last = redis.call('ZREVRANGE', P .. 'stops', 0, 0, 'WITHSCORES')
local seq, stop = tonumber(last[1]) or 0, tonumber(last[2]) or 0
for i = 2, #ARGV, 4 do
  local id, body, length, given = unpack(ARGV, i, i + 3)
  if said[id] ~= body then
    seq = tonumber(given) or seq + 1
    stop = stop + tonumber(length) + #tostring(seq)
    for _, part in ipairs({stop, seq}) do stops[#stops + 1] = part end
    local line = string.format('%d %d ', seq, stop) .. id .. '\\n' .. body
    for _, part in ipairs({seq, line}) do lines[#lines + 1] = part end
    for _, part in ipairs({id, body}) do lasts[#lasts + 1] = part end
    said[id] = body
  end
end
if #stops > 0 then
  redis.call('ZADD', P .. 'stops', unpack(stops))
  redis.call('ZADD', P .. 'changes', unpack(lines))
  redis.call('HSET', P .. 'last-line', unpack(lasts))
end
return #stops / 2
"""
"""ARGV: prefix, then of each line id, body, length without its number, number ('' for the next)."""

SETTLE = """
local P, name = unpack(ARGV, 1, 2)
local asked, done, gone = {}, {}, {}
for i = 3, #ARGV, 3 do asked[#asked + 1] = ARGV[i] end
for i, tick in ipairs(redis.call('HMGET', P .. name, unpack(asked))) do
  local first = 3 * i
  if tick == ARGV[first + 1] then
    done[#done + 1] = ARGV[first]
    if ARGV[first + 2] ~= '' then gone[#gone + 1] = ARGV[first + 2] end
  end
end
if #done > 0 then redis.call('HDEL', P .. name, unpack(done)) end
if #gone > 0 then redis.call('ZREM', P .. 'pending', unpack(gone)) end
return 1
"""
"""ARGV: prefix, `pending-as` or `stale`, then of each its name, the tick as it was read, its member of `pending`."""
