import { inLanguage } from '../campaigns/terms.ts';
import type { Message } from '../chat/channel.ts';
import { clip } from '../lib/plain-text.ts';
import type { Tx } from '../transaction.ts';
import type { Words } from '../words/index.ts';
import type { FeedbackFigures, Group } from './feedback-figures.ts';
import type { Said } from './list-feedback.ts';

const GROUPS = 8;
const WORDS = 160;
/** So many campaigns beside a reason. */
const NAMED = 3;

/** What customers say, as one message: stars, where and of what, and their latest words. */
export function feedbackCard(
  tx: Pick<Tx, 'now' | 'shop'>,
  { feedback: t, faults: w, survey: s, reports: r }: Words,
  language: string,
  { figures, latest, days, of }: { figures: FeedbackFigures; latest: Said[]; days: number; of: string | undefined },
): Message {
  const { average, count, stars, asked, answered, survey } = figures;
  const name = ({ name, terms }: Pick<Group, 'name' | 'terms'>) =>
    terms ? inLanguage(terms.name, language, tx.shop.language) : name;
  const groups = (title: string, all: Group[]) =>
    all.length === 0
      ? []
      : ['', title, ...all.slice(0, GROUPS).map((one) => t.group(name(one), one.average, one.count))];
  const lines = [
    ...(average === null ? [t.none()] : [t.average(average, count)]),
    ...(average === null ? [] : [5, 4, 3, 2, 1].map((n) => t.row(n, stars[n - 1]!))),
    ...(asked > 0 ? [t.response(asked, answered)] : []),
    ...(of ? [] : groups(t.byStore(), figures.stores)),
    ...(of ? [] : groups(t.byCampaign(), figures.campaigns)),
    ...(figures.faults.length > 0 ? ['', w.title()] : []),
    ...figures.faults.map(({ fault, count, campaigns }) =>
      w.line(w[fault], count, of ? '' : r.list(campaigns.slice(0, NAMED).map((one) => w.of(name(one), one.count)))),
    ),
    ...(latest.length > 0 ? ['', t.latest()] : []),
    ...latest.map(({ rating, customer, words, at }) =>
      t.saying({ stars: rating, customer, words: clip(words!, WORDS), at, now: tx.now }),
    ),
    ...(survey && survey.asked > 0 ? ['', t.surveyed(survey.asked, survey.answered)] : []),
    ...(survey ? survey.reasons.map(({ reason, count }) => t.reasonCount(t.reasons[reason], count)) : []),
    ...(survey && survey.wishes.length > 0 ? [s.wished()] : []),
    ...(survey ? survey.wishes.map(({ wish, count }) => t.reasonCount(s.wishes[wish], count)) : []),
  ];
  return { title: of ? t.titleOf(of, days) : t.title(days), text: lines.join('\n') };
}
