/**
 * Where each kind of entry of a timeline comes from: `id`, `at` and `facts`. An `account` is $1 or somebody who was linked
 * with them, `until` then, when what they had came over. Each is reached by an index of the person's; where that is two
 * partial ones, they are asked one after the other. Of
 * one instant the later kinds of this list are the later ones, and within a kind what has the higher `nth`.
 */
export const sources = {
  identity: `select i.id::text as id, i.created_at as at, jsonb_build_object('channel', i.channel) as facts
    from identity i where i.customer_id = $1`,
  joined: `select c.id::text as id, c.joined_at as at, '{}'::jsonb as facts
    from account a join customer c on c.id = a.id where c.joined_at is not null`,
  consent: `select c.id::text as id, c.at, jsonb_build_object('purpose', c.purpose, 'granted', c.granted,
      'version', c.text_version, 'channel', c.channel) as facts,
      (c.purpose = 'marketing')::int as nth
    from account a join consent c on c.customer_id = a.id`,
  edit: `select u.id::text as id, u.at, u.facts from account a join audit u on u.subject = a.id::text and u.act = 'edit-customer'`,
  link: `select l.id::text as id, l.at, '{}'::jsonb as facts from account a join customer_link l on l.kept_id = a.id`,
  unlink: `select l.id::text as id, l.undone_at as at, '{}'::jsonb as facts
    from account a join customer_link l on a.id in (l.kept_id, l.joined_id) where l.undone_at is not null`,
  claim: `select k.id::text as id, k.claimed_at as at, jsonb_build_object('names', t.terms -> 'name', 'channel', k.channel) as facts
    from coupon k join campaign_terms t on t.campaign_id = k.campaign_id and t.version = k.terms_version
    where k.customer_id = $1`,
  redemption: `select r.id::text as id, r.at, jsonb_build_object('names', t.terms -> 'name', 'store', s.name, 'staff', p.name,
      'orderMinor', r.order_minor, 'discountMinor', r.discount_minor, 'gift', r.gift, 'points', r.points + coalesce(q.points, 0),
      'undone', r.undone_at is not null) as facts
    from coupon k cross join lateral (select * from redemption where coupon_id = k.id and undone_at is null
      union all select * from redemption where coupon_id = k.id and undone_at is not null) r
    join campaign_terms t on t.campaign_id = k.campaign_id and t.version = k.terms_version
    left join purchase q on q.id = r.purchase_id left join store s on s.id = r.store_id
    left join staff w on w.id = r.staff_id left join customer p on p.id = w.customer_id
    where k.customer_id = $1`,
  undo: `select r.id::text as id, r.undone_at as at, jsonb_build_object('names', t.terms -> 'name', 'reason', r.undo_reason,
      'staff', p.name) as facts
    from coupon k join redemption r on r.coupon_id = k.id and r.undone_at is not null
    join campaign_terms t on t.campaign_id = k.campaign_id and t.version = k.terms_version
    left join staff w on w.id = r.undone_by left join customer p on p.id = w.customer_id
    where k.customer_id = $1`,
  purchase: `select q.id::text as id, q.at, jsonb_build_object('source', q.source, 'orderNo', q.order_no, 'paidMinor', q.paid_minor,
      'refundedMinor', q.refunded_minor, 'points', q.points, 'store', s.name, 'channel', q.channel,
      'products', (select coalesce(jsonb_agg(l.product order by l.position), '[]') from purchase_line l
        where l.purchase_id = q.id and l.position < 5)) as facts
    from purchase q left join store s on s.id = q.store_id where q.customer_id = $1 and q.source <> 'redemption'`,
  refund: `select f.id::text as id, f.at, jsonb_build_object('orderNo', f.order_no, 'amountMinor', f.counted_minor, 'points', f.points,
      'reason', f.reason) as facts
    from purchase q join refund f on f.purchase_id = q.id where q.customer_id = $1 and q.refunded_minor > 0`,
  points: `select e.id::text as id, e.at, jsonb_build_object('delta', e.delta, 'reason', e.reason) as facts,
      array_position(array['purchase', 'coupon', 'undo', 'settle'], e.reason) as nth
    from account a join points_entry e on e.customer_id = a.id and (a.until is null or e.at < a.until)`,
  tier: `select t.id::text as id, t.at, jsonb_build_object('from', t.from_tier, 'to', t.to_tier,
      'names', coalesce(i.names, jsonb_strip_nulls(jsonb_build_object('en', t.to_tier)))) as facts
    from account a join tier_change t on t.customer_id = a.id and (a.until is null or t.at < a.until)
    left join tier i on i.name = t.to_tier`,
  tag: `select u.id::text as id, u.at, u.facts - 'name' || jsonb_build_object('off', u.act = 'untag-customer') as facts
    from account a join audit u on u.subject = a.id::text and u.act in ('tag-customer', 'untag-customer')`,
  effect: `select e.id::text as id, e.done_at as at, jsonb_build_object('trigger', t.name, 'reason', e.reason) as facts
    from account a join trigger_effect e on e.customer_id = a.id join trigger t on t.id = e.trigger_id where e.state = 'skipped'`,
  broadcast: `select b.broadcast_id::text as id, b.at, jsonb_build_object('names', t.terms -> 'name', 'outcome', b.outcome) as facts
    from broadcasts_of($1, 1000) b join campaign g on g.id = b.campaign_id
    join campaign_terms t on t.campaign_id = g.id and t.version = g.terms_version`,
  message: `select d.id::text as id, coalesce(d.finished_at, d.run_at) as at, jsonb_build_object('class', d.class, 'channel', d.channel,
      'state', d.state, 'reason', d.reason, 'subject', split_part(d.subject, ':', 1),
      'text', left(coalesce(nullif(d.messages -> 0 ->> 'title', ''), d.messages -> 0 ->> 'text'), 80)) as facts
    from account a cross join lateral (select * from delivery where customer_id = a.id and state = 'waiting'
      union all select * from delivery where customer_id = a.id and state <> 'waiting') d where d.class <> 'answer'`,
  feedback: `select f.id::text as id, f.at, jsonb_build_object('rating', f.rating, 'words', f.words, 'store', s.name) as facts
    from account a join feedback f on f.customer_id = a.id left join store s on s.id = f.store_id`,
  ticket: `select t.id::text as id, t.opened_at as at, jsonb_build_object('ref', t.ref, 'state', t.state) as facts
    from account a join ticket t on t.customer_id = a.id`,
  answer: `select t.id::text as id, t.closed_at as at, jsonb_build_object('ref', t.ref, 'note', t.note, 'staff', p.name) as facts
    from account a join ticket t on t.customer_id = a.id left join staff w on w.id = t.closed_by
    left join customer p on p.id = w.customer_id where t.state = 'closed'`,
  survey: `select v.id::text as id, v.answered_at as at, jsonb_build_object('reason', v.reason, 'wish', v.wish, 'words', v.words) as facts
    from account a join survey v on v.customer_id = a.id where v.answered_at is not null`,
  idea: `select i.id::text as id, i.at, jsonb_build_object('ref', i.ref, 'words', i.words, 'tags', i.tags) as facts
    from account a join idea i on i.customer_id = a.id`,
} as const;

/** What happens in a person's life with the shop. */
export type Kind = keyof typeof sources;
export const kinds = Object.keys(sources) as Kind[];

/** One thing that happened. `key` puts what happened in one millisecond into an order. */
export interface Entry {
  at: Date;
  key: string;
  kind: Kind;
  facts: Record<string, unknown>;
}
