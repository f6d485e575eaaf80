/** Every way in which imports that count name a venue. */
const KNOWN = `known as materialized (
  select distinct r.venue, r.mic from imported_routes r where r.batch_id in (select b.id from imported_batches b where b.state = 'COMPLETE')
)`;

/**
 * The venue of a MIC: the configured one that has it or, without one of its own, goes by it; the configured one without a MIC whose name the imports give to this MIC alone; else a
 * venue of its own that goes by the MIC. By nothing but the MIC, so that no form has one twice.
 */
const ofMic = (mic: string) => `coalesce(
  (select min(c.venue_id) from venue_configurations c where coalesce(c.mic, c.venue_id) = ${mic}),
  (select min(c.venue_id) from venue_configurations c join known k on k.venue in (c.venue_id, c.venue_name) and k.mic = ${mic}
    where c.mic is null and not exists (select from known o where o.venue = k.venue and o.mic <> k.mic)), ${mic})`;
/** Of a name that has no MIC anywhere, or several: the configured one of this name or id, else a venue of its own that goes by the name. */
const ofName = (name: string) =>
  `coalesce((select min(c.venue_id) from venue_configurations c where ${name} in (c.venue_id, c.venue_name)), ${name})`;

/**
 * Which venue is meant by each name and MIC of `routes`, a query of columns `venue` and `mic`: the one resolver of venues for whatever is imported (docs/adr/0109). Where a route
 * has no MIC it has that of its name's other routes, if they have one only.
 */
export const printedOf = (routes: string) => `${KNOWN}, printed as materialized (
  select v.venue, v.mic, case when m.mic is null then ${ofName('v.venue')} else ${ofMic('m.mic')} end::text as venue_id
  from (select distinct venue, mic from (${routes}) routes) v
  cross join lateral (select coalesce(v.mic, (select min(k.mic) from known k where k.venue = v.venue having count(distinct k.mic) = 1)) as mic) m
)`;
/** All that imports have, for `printedOf`. */
export const EVERY_NAME = 'select venue, mic from known';

/**
 * Which venues are meant by texts, a query of a column `said`, that are ids, names or MICs: venues of an id before all others. Several where a name is that of several, none where
 * nobody knows it.
 */
export const calledOf = (texts: string) => `${printedOf(EVERY_NAME)}, called as materialized (
  select distinct t.said, t.venue_id from (
    select t.said, x.venue_id::text as venue_id, x.rank, min(x.rank) over (partition by t.said) as best
    from (select distinct said from (${texts}) texts) t cross join lateral (
      select c.venue_id, 1 as rank from venue_configurations c where c.venue_id = t.said
      union all select c.venue_id, 2 from venue_configurations c where t.said in (c.venue_name, c.mic)
      union all select p.venue_id, 2 from printed p where t.said in (p.venue, p.mic)
    ) x
  ) t where t.rank = t.best
)`;

/**
 * How each venue of a report is called, of `told`, a query of `venue_id`, whether the firm itself has routed there through us (`is_own`), and of imports `venue`, `mic`, `mpid` and
 * how often (`n`). One to which only imports have routed is printed as these name it, most of them where they differ; the others as they are configured. No code is lost.
 */
export const namedOf = (told: string) => `named as (
  select t.venue_id, bool_or(t.is_own) as is_own, (array_agg(t.venue order by t.by_name desc, t.venue) filter (where t.venue is not null))[1] as name,
    (array_agg(t.mic order by t.by_mic desc, t.mic) filter (where t.mic is not null))[1] as mic,
    (array_agg(t.mpid order by t.by_mpid desc, t.mpid) filter (where t.mpid is not null))[1] as mpid,
    coalesce(array_agg(distinct t.venue) filter (where t.venue is not null), '{}') as names
  from (
    select t.*, sum(t.n) over (partition by t.venue_id, t.venue) as by_name, sum(t.n) over (partition by t.venue_id, t.mic) as by_mic,
      sum(t.n) over (partition by t.venue_id, t.mpid) as by_mpid
    from (${told}) t
  ) t group by t.venue_id
), called_so as (
  select n.venue_id, coalesce(case when n.is_own then c.venue_name end, n.name, c.venue_name, n.venue_id)::text as name,
    case when n.is_own then coalesce(c.mic, n.mic) else coalesce(n.mic, c.mic) end as mic,
    case when n.is_own then coalesce(c.mpid, n.mpid) else coalesce(n.mpid, c.mpid) end as mpid, n.names
  from named n left join venue_configurations c on c.venue_id = n.venue_id
)`;
/** Of `called_so` as `v`: what a fact of a venue has of its names. */
export const NAME_COLUMNS = `v.venue_id as "venueId", v.name, v.mic, v.mpid, array_remove(v.names, v.name) as "otherNames"`;
