import { Refusal } from '../refusal.ts';

/** The lines of an order or a refund may not come to more than itself. */
export function refuseLinesBeyond(lines: { amountMinor: number }[], most: number): void {
  const sum = lines.reduce((total, { amountMinor }) => total + amountMinor, 0);
  if (sum > most) throw new Refusal('lines-too-much', { sum, most });
}
