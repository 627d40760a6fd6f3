/** Another campaign for a segment. */
export interface Variant {
  segment: string;
  campaign: string;
}

/** A broadcast as it is being put together on the page. */
export interface Draft {
  campaign: string;
  /** Empty: everybody. */
  segment: string;
  variants: Variant[];
  restNothing: boolean;
  texts: Record<string, string>;
  when: 'now' | 'shop' | 'customer';
  /** As `datetime-local` gives it. */
  time: string;
}

export const emptyDraft = (campaign: string): Draft => ({
  campaign,
  segment: '',
  variants: [],
  restNothing: false,
  texts: {},
  when: 'now',
  time: '',
});

/** True when nothing is missing that the server has to know. */
export const isComplete = ({ campaign, variants, when, time }: Draft): boolean =>
  campaign !== '' &&
  variants.every((one) => one.segment !== '' && one.campaign !== '') &&
  (when === 'now' || time !== '');

/** The body of a preflight, and of the broadcast itself. */
export function bodyOf({ campaign, segment, variants, restNothing, texts, when, time }: Draft): object {
  const written = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  return {
    campaign,
    ...(segment && { segment }),
    ...(written.length > 0 && { texts: Object.fromEntries(written) }),
    variants,
    rest: restNothing && variants.length > 0 ? 'nothing' : 'own',
    ...(when !== 'now' && { when: { time: time.replace('T', ' '), clock: when } }),
  };
}
