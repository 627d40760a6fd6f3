import { Customer } from '../../entities/customer.ts';
import { Identity } from '../../entities/identity.ts';
import { isId } from '../lib/ids.ts';
import { maskName } from '../lib/plain-text.ts';
import { askLink, findLink, LINK_MINUTES, openLink } from '../links/ask-link.ts';
import { joinCustomers } from '../links/join-customers.ts';
import { linkRef } from '../links/part-customers.ts';
import { post } from '../outbox/post.ts';
import { pointsAccount } from '../points/account.ts';
import { Refusal } from '../refusal.ts';
import type { Command, Said } from './command.ts';

/**
 * `/link`: a one-time code here, typed in the other app, and a yes on both sides: `/link CODE`, `/link yes <request>`
 * there, `/link ok <request>` here.
 */
export const link: Command = {
  name: 'link',
  who: 'everyone',
  async run(said) {
    const { args, t } = said;
    const [verb = '', id = ''] = args.split(/\s+/);
    if (verb === 'yes' && isId(id)) return confirmThere(said, id);
    if (verb === 'ok' && isId(id)) return confirmHere(said, id);
    if (verb === 'code') {
      said.ask('/link');
      return { text: t.customers.linkAskCode(), buttons: [{ label: t.chat.cancel(), says: '/cancel' }] };
    }
    if (args) return preview(said);
    const secret = await askLink(said.tx, said.person.identity);
    const buttons = [{ label: t.customers.linkEnter(), says: '/link code' }];
    return { title: t.customers.linkTitle(), text: t.customers.linkCode(secret.text, LINK_MINUTES), buttons, secret };
  },
};

async function preview(said: Said) {
  const { tx, person, t } = said;
  const request = await findLink(tx, person.identity, said.args);
  const other = await tx.db.findOneByOrFail(Identity, { id: request.identityId });
  if (other.customerId === person.customer.id) throw new Refusal('link-same-person');
  const { coupons, points } = await together(said, [other.customerId, person.customer.id]);
  return {
    text: t.customers.linkPreview(t.customers.channel(other.channel), maskName(other.name), coupons, points),
    buttons: [
      { label: t.customers.linkConfirm(), says: `/link yes ${request.id}` },
      { label: t.chat.cancel(), says: '/cancel' },
    ],
  };
}

async function confirmThere({ tx, person, t }: Said, id: string) {
  const request = await openLink(tx, id);
  if (request.otherIdentityId !== person.identity.id) throw new Refusal('link-code-unknown');
  await tx.db.query('update link_request set confirmed_at = coalesce(confirmed_at, $2) where id = $1', [id, tx.now]);
  const first = await tx.db.findOneByOrFail(Identity, { id: request.identityId });
  await post(
    tx,
    first.customerId,
    {
      subject: `link:${id}`,
      class: 'notice',
      expiresAt: request.expiresAt,
      say: (w) => [
        {
          text: w.customers.linkAskFirst(w.customers.channel(person.identity.channel), maskName(person.identity.name)),
          buttons: [
            { label: w.customers.linkConfirm(), says: `/link ok ${id}` },
            { label: w.chat.cancel(), says: '/cancel' },
          ],
        },
      ],
    },
    first,
  );
  return { text: t.customers.linkWaiting() };
}

async function confirmHere(said: Said, id: string) {
  const { tx, person, t } = said;
  const request = await openLink(tx, id);
  if (request.identityId !== person.identity.id || !request.confirmedAt || !request.otherIdentityId)
    throw new Refusal('link-code-unknown');
  const other = await tx.db.findOneByOrFail(Identity, { id: request.otherIdentityId });
  const { linkId, keptId } = await joinCustomers(tx, person.customer.id, other.customerId);
  await tx.db.query('update link_request set used_at = $2 where id = $1', [id, tx.now]);
  const { coupons, points } = await together(said, [keptId]);
  const ref = linkRef(linkId);
  const told = {
    subject: `linked:${linkId}`,
    class: 'notice' as const,
    say: (w: Said['t']) => [{ text: w.customers.linked(coupons, points, ref) }],
  };
  await post(tx, keptId, told, other);
  const kept = await tx.db.findOneByOrFail(Customer, { id: keptId });
  return {
    text: tx.shop.words(kept.language).customers.linked(coupons, points, ref),
    buttons: [{ label: t.chat.coupons(), says: '/coupons' }],
  };
}

async function together({ tx }: Said, ids: string[]) {
  const [{ n }] = await tx.db.query(
    'select count(*)::int as n from coupon where customer_id = any($1) and state = $2 and valid_until > $3',
    [ids, 'issued', tx.now],
  );
  let points = 0;
  for (const id of ids) points += (await pointsAccount(tx, id)).balance;
  return { coupons: n as number, points };
}
