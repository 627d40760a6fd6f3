import { afterAll, expect, it } from 'vitest';
import { faults } from '../../entities/feedback.ts';
import { keepChoice, keepSurveyWords, openSurvey, questionAfter } from '../../src/feedback/answer-survey.ts';
import { feedbackFigures } from '../../src/feedback/feedback-figures.ts';
import { rateRedemption } from '../../src/feedback/rate-redemption.ts';
import { sayFault } from '../../src/feedback/say-fault.ts';
import { refusal } from '../coupons/counter.ts';
import { openVisits } from './visits.ts';

const visits = await openVisits();
const { run, rows, person, visit, operator, clock, shop } = visits;
afterAll(() => visits.close());

it('Three questions follow each other, and what is known is not asked again', () => {
  const none = { id: '', reason: null, wish: null, words: null };
  expect(questionAfter(1, none)).toBe(2);
  expect(questionAfter(2, none)).toBe(3);
  expect(questionAfter(3, none)).toBeUndefined();
  expect(questionAfter(1, { ...none, wish: 'menu' })).toBe(3);
  expect(questionAfter(1, { ...none, wish: 'menu', words: 'Hello' })).toBeUndefined();
  expect(questionAfter(2, { ...none, words: 'Hello' })).toBeUndefined();
});

it('Any one answer of three makes an answer, is the person’s own and is counted', async () => {
  const [mali, ken, ploy] = [await person('Mali'), await person('Ken'), await person('Ploy')];
  const ask = async (customerId: string) => {
    const [row] = await rows<{ id: string }>(
      'insert into survey (customer_id, asked_at) values ($1, $2) returning id',
      [customerId, clock.at],
    );
    return row!.id;
  };
  const [first, second] = [await ask(mali), await ask(ken)];
  await ask(ploy);
  const token = shop.codes.tokenOf(first);
  expect((await refusal(run((tx) => openSurvey(tx, ken, token)))).code).toBe('survey-over');
  const { id } = await run((tx) => openSurvey(tx, mali, token));
  await run((tx) => keepChoice(tx, id, { wish: 'hours' }));
  await run((tx) => keepChoice(tx, id, { reason: 'far' }));
  await run((tx) => keepChoice(tx, id, { reason: 'busy' }));
  await run((tx) => keepSurveyWords(tx, second, 'Moved'));
  expect(await run((tx) => openSurvey(tx, mali, undefined))).toEqual({
    id,
    reason: 'busy',
    wish: 'hours',
    words: null,
  });
  const { survey } = await run((tx) => feedbackFigures(tx, operator, {}));
  expect(survey).toEqual({
    asked: 3,
    answered: 2,
    reasons: [{ reason: 'busy', count: 1 }],
    wishes: [{ wish: 'hours', count: 1 }],
  });
});

it('What was not good is said of few stars alone, and counted by reason and campaign', async () => {
  const mocha = await visits.campaign({ ref: 'MOCHA', terms: { kind: 'points', points: 1 } });
  const uses: Awaited<ReturnType<typeof visit>>[] = [];
  for (let n = 0; n < 8; n++) uses.push(await visit(await person(`Guest ${n}`)));
  const said: { fault: string; campaign: string | null }[] = [];
  for (const [n, use] of uses.entries()) {
    const campaignId = n % 3 === 0 ? mocha.id : use.campaignId;
    await run((tx) => rateRedemption(tx, { ...use, campaignId }, 1 + (n % 3)));
    const fault = faults[n % 2]!;
    await run((tx) => sayFault(tx, use, fault));
    said.push({ fault, campaign: n % 3 === 0 ? 'MOCHA' : 'LATTE' });
  }
  // Who thinks again of their stars had nothing against it.
  await run((tx) => rateRedemption(tx, { ...uses[7]!, campaignId: uses[7]!.campaignId }, 5));
  const counted = said.slice(0, 7);
  const figures = await run((tx) => feedbackFigures(tx, operator, {}));
  const of = (fault: string, campaign?: string) =>
    counted.filter((one) => one.fault === fault && (!campaign || one.campaign === campaign)).length;
  expect(figures.faults.map(({ fault, count }) => [fault, count])).toEqual([
    [faults[0], of(faults[0])],
    [faults[1], of(faults[1])],
  ]);
  for (const { fault, campaigns } of figures.faults)
    for (const { name, count } of campaigns) expect(count, `${fault} ${name}`).toBe(of(fault, name));
  const [latte] = figures.campaigns.filter(({ name }) => name === 'LATTE');
  const some = await run((tx) => feedbackFigures(tx, operator, { campaignId: latte!.id }));
  expect(some.faults.reduce((sum, { count }) => sum + count, 0)).toBe(
    counted.filter(({ campaign }) => campaign === 'LATTE').length,
  );
  const good = await visit(await person('Happy'));
  await run((tx) => rateRedemption(tx, good, 4));
  expect((await refusal(run((tx) => sayFault(tx, good, 'goods')))).code).toBe('fault-unrated');
});
