import type { App } from '../app.ts';
import { inLanguage, type Terms } from '../campaigns/terms.ts';
import { post } from '../outbox/post.ts';
import { inTransaction } from '../transaction.ts';

/** Tells those who planned a broadcast that never went out, each once, with the reason: else they would believe it had. */
export async function tellNotBegun(app: App): Promise<void> {
  const { rows } = await app.pool.query(UNTOLD, [app.clock.now()]);
  for (const { id, reason, customer, language, ref, terms } of rows) {
    await inTransaction(app, async (tx) => {
      await post(tx, customer, {
        subject: `broadcast:${id}:report`,
        class: 'notice',
        say: (t) => [
          {
            title: t.broadcasts.titled(inLanguage((terms as Terms).name, language, tx.shop.language)),
            text: t.approvals.notBegun(reason),
            buttons: [{ label: t.broadcasts.results(), says: `/stats ${ref}` }],
          },
        ],
      });
      await tx.db.query('update broadcast set reported_at = $2 where id = $1', [id, tx.now]);
    });
  }
}

// Of what happened long ago nobody wants to hear.
const UNTOLD = `
select b.id, b.reason, p.id as customer, p.language, c.ref, v.terms from broadcast b
join staff s on s.id = b.created_by join customer p on p.id = s.customer_id
join campaign c on c.id = b.campaign_id
join campaign_terms v on v.campaign_id = c.id and v.version = c.terms_version
where b.state = 'stopped' and b.started_at is null and b.reported_at is null and b.finished_at > $1::timestamptz - interval '1 day'
order by b.finished_at, b.id limit 100`;
