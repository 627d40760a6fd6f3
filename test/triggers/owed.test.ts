import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeTrigger } from '../../src/triggers/change-trigger.ts';
import { findTrigger } from '../../src/triggers/find-trigger.ts';
import { isOwable, type Rule, type RuleInput, ruleSchema, whenSchema } from '../../src/triggers/rule.ts';
import { switchOn } from '../../src/triggers/switch-trigger.ts';
import { type Ground, openGround, operator } from './ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
beforeEach(() => ground.empty());
afterAll(() => ground?.end());

const DAYS = 24 * 60;
const owed = (when: RuleInput['when'], delayMinutes = 0): RuleInput => ({
  ...{ when, give: { text: { en: 'Come' } }, class: 'notice', delayMinutes },
});
const all: RuleInput['when'][] = [
  ...([{ kind: 'joined' }, { kind: 'purchase' }, { kind: 'purchases', count: 3, days: 30 }] as const),
  ...([
    { kind: 'visit', count: 2 },
    { kind: 'spend', amountMinor: 500 },
    { kind: 'points', balance: 5 },
  ] as const),
  ...([{ kind: 'tier' }, { kind: 'coupon-used' }, { kind: 'coupon-expiring', days: 3 }] as const),
  ...([
    { kind: 'away' },
    { kind: 'away', times: 1, own: true },
    { kind: 'birthday' },
    { kind: 'anniversary' },
  ] as const),
  ...([
    { kind: 'rating', most: 2 },
    { kind: 'tag', tag: 'vip' },
    { kind: 'event', name: 'door' },
  ] as const),
];
const INVITES = ['visit', 'coupon-expiring', 'away', 'away', 'birthday', 'anniversary', 'tag'];

test('what invites people is no notice: refused when it is made or changed, and by the table whoever writes it', async () => {
  expect(new Set(all.map(({ kind }) => kind)).size).toBe(whenSchema.options.length);
  const refused: string[] = [];
  for (const [n, when] of all.entries()) {
    const made = ground.on(`t${n}`, owed(when));
    if (isOwable(when as Rule['when'])) await made;
    else {
      refused.push(when.kind);
      await expect(made, when.kind).rejects.toMatchObject({ code: 'trigger-not-owed', facts: [{ late: false }] });
    }
    const stored = ground.pool.query(
      `insert into trigger (name, state, rule, created_at) values ($1, 'off', $2, now())`,
      [`s${n}`, JSON.stringify(ruleSchema.parse(owed(when)))],
    );
    if (isOwable(when as Rule['when'])) await stored;
    else await expect(stored, when.kind).rejects.toThrow('trigger_owed');
  }
  expect(refused).toEqual(INVITES);
  const { id } = await ground.on('paid', owed({ kind: 'purchase' }));
  const change = (rule: RuleInput) =>
    ground.run((tx) => changeTrigger(tx, operator, id, { rule: ruleSchema.parse(rule) }));
  await expect(change(owed({ kind: 'birthday' }))).rejects.toMatchObject({ code: 'trigger-not-owed' });
  // An order of last month is a reason to come again, and nothing that anybody is owed.
  await change(owed({ kind: 'purchase' }, 7 * DAYS));
  await expect(change(owed({ kind: 'purchase' }, 7 * DAYS + 1))).rejects.toMatchObject({
    code: 'trigger-not-owed',
    facts: [{ late: true, days: 7 }],
  });
  await change({ ...owed({ kind: 'purchase' }, 30 * DAYS), class: 'marketing' });
});

test('of two who change one trigger at once the second is told, and loses nothing of the first', async () => {
  const { id, version } = await ground.on('each', owed({ kind: 'purchase' }));
  const seen = (await ground.run((tx) => findTrigger(tx, 'each'))).rule as Rule;
  const change = (rule: Partial<Rule>) =>
    ground.run((tx) => changeTrigger(tx, operator, id, { rule: { ...seen, ...rule }, version }));
  const [one, other] = await Promise.allSettled([change({ delayMinutes: 5 }), change({ once: 'ever' })]);
  expect([one, other].map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = one.status === 'rejected' ? one : (other as PromiseRejectedResult);
  expect(lost.reason).toMatchObject({ code: 'trigger-changed', facts: [{ name: 'each' }] });
  const now = await ground.run((tx) => findTrigger(tx, 'each'));
  expect([now.version, now.rule]).toMatchObject([
    version + 1,
    one.status === 'fulfilled' ? { delayMinutes: 5, once: 'occurrence' } : { delayMinutes: 0, once: 'ever' },
  ]);
  // Switching counts as a change as well: what is living is not changed by who thought it was off.
  await ground.run((tx) => switchOn(tx, operator, id, new Date('2027-02-01T00:00:00Z')));
  await expect(
    ground.run((tx) => changeTrigger(tx, operator, id, { budgetMinor: 5, version: version + 1 })),
  ).rejects.toMatchObject({ code: 'trigger-changed' });
});

test('what was kept as a notice before is one no longer where it invites people, and nothing else is changed', async () => {
  const file = readFileSync(new URL('../../migrations/0022-owed-and-told.sql', import.meta.url), 'utf8');
  const mending = /^update trigger set rule[^;]*;\nalter table trigger add constraint trigger_owed[^;]*;/m.exec(
    file,
  )![0];
  await ground.pool.query('alter table trigger drop constraint trigger_owed');
  const rules = [...all.map((when) => owed(when)), owed({ kind: 'purchase' }, 8 * DAYS)].map((rule) =>
    ruleSchema.parse(rule),
  );
  for (const [n, rule] of rules.entries())
    await ground.pool.query(`insert into trigger (name, state, rule, created_at) values ($1, 'off', $2, now())`, [
      `s${String(n).padStart(2, '0')}`,
      JSON.stringify(rule),
    ]);
  await ground.pool.query(mending);
  const kept = await ground.rows<{ rule: Rule }>('select rule from trigger order by name');
  expect(kept.map(({ rule }) => rule)).toEqual(
    rules.map((rule) => ({
      ...rule,
      class: isOwable(rule.when) && rule.delayMinutes === 0 ? 'notice' : 'marketing',
    })),
  );
});
