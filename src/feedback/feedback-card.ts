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

/** What customers say, part by part. */
export interface FeedbackLines {
  sum: string[];
  /** How many gave 5, 4, 3, 2 and 1 stars; none while nobody gave any. */
  stars: string[];
  stores: string[];
  campaigns: string[];
  faults: string[];
  latest: string[];
  /** How many were asked why they stay away, and what they said. */
  survey: string[];
  /** What would bring them back, under its title. */
  wishes: string[];
}

/** Says what customers say, in words; of one store or campaign, without the others. */
export function feedbackLines(
  tx: Pick<Tx, 'now' | 'shop'>,
  { feedback: t, faults: w, survey: s, reports: r }: Words,
  language: string,
  { figures, latest, one }: { figures: FeedbackFigures; latest: Said[]; one: boolean },
): FeedbackLines {
  const { average, count, stars, asked, answered, survey } = figures;
  const name = ({ name, terms }: Pick<Group, 'name' | 'terms'>) =>
    terms ? inLanguage(terms.name, language, tx.shop.language) : name;
  const groups = (all: Group[]) =>
    one ? [] : all.slice(0, GROUPS).map((group) => t.group(name(group), group.average, group.count));
  return {
    sum: [average === null ? t.none() : t.average(average, count), ...(asked > 0 ? [t.response(asked, answered)] : [])],
    stars: average === null ? [] : [5, 4, 3, 2, 1].map((n) => t.row(n, stars[n - 1]!)),
    stores: groups(figures.stores),
    campaigns: groups(figures.campaigns),
    faults: figures.faults.map(({ fault, count, campaigns }) => {
      const named = campaigns.slice(0, NAMED).map((campaign) => w.of(name(campaign), campaign.count));
      return w.line(w[fault], count, one ? '' : r.list(named));
    }),
    latest: latest.map(({ rating, customer, words, at }) =>
      t.saying({ stars: rating, customer, words: clip(words!, WORDS), at, now: tx.now }),
    ),
    survey: [
      ...(survey && survey.asked > 0 ? [t.surveyed(survey.asked, survey.answered)] : []),
      ...(survey ? survey.reasons.map(({ reason, count }) => t.reasonCount(t.reasons[reason], count)) : []),
    ],
    wishes: [
      ...(survey && survey.wishes.length > 0 ? [s.wished()] : []),
      ...(survey ? survey.wishes.map(({ wish, count }) => t.reasonCount(s.wishes[wish], count)) : []),
    ],
  };
}

/** What customers say, as one message: stars, where and of what, and their latest words. */
export function feedbackCard(
  tx: Pick<Tx, 'now' | 'shop'>,
  words: Words,
  language: string,
  { figures, latest, days, of }: { figures: FeedbackFigures; latest: Said[]; days: number; of: string | undefined },
): Message {
  const { feedback: t, faults: w } = words;
  const said = feedbackLines(tx, words, language, { figures, latest, one: of !== undefined });
  const [sum = '', ...asked] = said.sum;
  const under = (title: string, lines: string[]) => (lines.length === 0 ? [] : ['', title, ...lines]);
  const lines = [
    ...[sum, ...said.stars, ...asked],
    ...under(t.byStore(), said.stores),
    ...under(t.byCampaign(), said.campaigns),
    ...under(w.title(), said.faults),
    ...under(t.latest(), said.latest),
    ...(said.survey.length > 0 ? ['', ...said.survey, ...said.wishes] : []),
  ];
  return { title: of ? t.titleOf(of, days) : t.title(days), text: lines.join('\n') };
}
