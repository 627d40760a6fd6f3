import { gives } from '../../campaigns/describe-terms.ts';
import { funnelChart } from '../charts/funnel-chart.ts';
import { type Funnel, funnel } from '../funnel.ts';
import { nameIn, type Reader, type Show, sum } from './shown.ts';

export const showFunnel: Show = async (tx, by, reader, period, which) => {
  const found = await funnel(tx, by, which, period);
  const { scope, versions, ref } = found;
  const { language, shop, t } = reader;
  const words = t.reports;
  const count = (of: keyof (typeof versions)[number]) => sum(versions, (one) => Number(one[of]));
  const [told, seen, toldClaimed] = [count('told'), count('seen'), count('toldClaimed')];
  const [claimed, used, undone] = [count('claimed'), count('used'), count('undone')];
  const lines = [
    ...(told > 0 ? [words.funnelTold({ told, seen, claimed: toldClaimed })] : []),
    // Of one store the share of all claims says nothing.
    scope.store ? words.usedHere(used) : words.funnelUsed({ claimed, used }),
    ...changeOf(found, reader),
    '',
    ...versions.map((one) =>
      words.versionLine({ ...one, gives: gives(t, one.terms, language, shop.language), fates: words.fates(one) }),
    ),
  ];
  return {
    scope,
    about: nameIn(reader, found.name),
    lines: versions.length === 0 ? [] : lines,
    table: {
      columns: [
        ...(['version', 'told', 'seen', 'toldClaimed', 'claimed', 'used', 'undone'] as const),
        ...(['open', 'expired', 'revoked', { money: 'discount' }] as const),
      ],
      rows: versions.map((one) => [
        ...[one.version, one.told, one.seen, one.toldClaimed, one.claimed, one.used, one.undone],
        ...[one.open, one.expired, one.revoked, one.discountMinor],
      ]),
    },
    chart: (title, about) => {
      const bar = (label: string, value: number, of: number | null) => {
        const share = of === null || of === 0 ? null : words.chart.share(value / of);
        return { label, value, number: words.chart.number(value), share };
      };
      return funnelChart(`${title} ${ref}`, about, [
        ...(told > 0 ? [bar(words.chart.told, told, null), bar(words.chart.seen, seen, told)] : []),
        bar(words.chart.claimed, claimed, null),
        bar(words.chart.used, used, scope.store ? null : claimed),
        ...(undone > 0 ? [{ ...bar(words.chart.undone, undone, null), aside: true }] : []),
      ]);
    },
  };
};

/** Whether the newest terms do better than those before, as far as that can be said, and what else may be the reason. */
function changeOf({ change, claimers, versions }: Funnel, { t: { reports: words } }: Reader): string[] {
  if (!change) return [];
  const { difference, low, high } = change;
  const sure = low > 0 || high < 0;
  const in100 = (share: number) => Math.round(Math.abs(share) * 1000) / 10;
  const bounds = [in100(low), in100(high)].sort((a, b) => a - b);
  const points = Math.sign(difference) * in100(difference);
  const open = versions.findLast(({ claimed }) => claimed > 0)!.open;
  const differs = claimers?.differs ?? [];
  const doubts = [
    ...(differs.includes('known') ? [words.unlikeKnown(claimers!.before, claimers!.after)] : []),
    ...(differs.includes('spend') ? [words.unlikeSpend(claimers!.before, claimers!.after)] : []),
    ...(open > 0 ? [words.stillOpen(open)] : []),
  ];
  const said = words.changed({ points, low: bounds[0]!, high: bounds[1]!, sure });
  return [said, ...(doubts.length > 0 ? doubts : sure ? [words.unlike()] : [])];
}
