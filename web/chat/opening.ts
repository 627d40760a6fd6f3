import type { ChatFacts } from './chat-facts.ts';

const REF = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * What a link makes the page say at once: `?ref=` joins for a campaign, `?check=` looks a coupon up. No link can say
 * anything else, and a reload does not say it again.
 */
export function openingLine(): string | undefined {
  const address = new URL(location.href);
  const ref = address.searchParams.get('ref') ?? '';
  const token = address.searchParams.get('check') ?? '';
  address.searchParams.delete('ref');
  address.searchParams.delete('check');
  // A reload stays the person that the first load made.
  if (address.searchParams.get('as') === 'visitor') address.searchParams.delete('as');
  history.replaceState(null, '', address);
  if (REF.test(ref)) return `/start ${ref}`;
  if (REF.test(token)) return `/check ${token}`;
  return undefined;
}

/** The ready person of the demo shop that this tab plays. */
export function tabIs(facts: ChatFacts): string | undefined {
  return facts.demo ? facts.as : undefined;
}
