/** What the address asks for; it can be kept and opened again. */
export interface Asked {
  kind: string;
  /** `7`, `last-month` and the like; `range` with a first and a last day. */
  days: string;
  from: string;
  last: string;
  /** The campaign, broadcast or trigger; empty for the newest. */
  of: string;
}

const USUAL = '30';

/** Reads the address. */
export function readAsked(kind: string, search: string): Asked {
  const query = new URLSearchParams(search);
  const [from, last] = [query.get('from') ?? '', query.get('last') ?? ''];
  return { kind, days: from || last ? 'range' : (query.get('days') ?? USUAL), from, last, of: query.get('of') ?? '' };
}

/** Writes it. */
export const addressOf = (asked: Asked): string => withQuery(`/console/reports/${asked.kind}`, asked);

/** Where the API tells it. */
export const cardOf = (asked: Asked): string => withQuery(`/reports/${encodeURIComponent(asked.kind)}/card`, asked);

function withQuery(path: string, { days, from, last, of }: Asked): string {
  const query = new URLSearchParams();
  if (days !== 'range') query.set('days', days);
  else {
    if (from) query.set('from', from);
    if (last) query.set('last', last);
  }
  if (of) query.set('of', of);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
