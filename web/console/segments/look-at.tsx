import { gap, type Refused } from '../call.ts';
import { fill } from '../desk.ts';
import type { Look } from './wire.ts';

/** How many people that is, some of them and why, and what in the rule may be mistyped. */
export function LookAt(props: { title: string; some: string; look: Look | undefined; looking: string }) {
  const { title, some, look, looking } = props;
  return (
    <section class="card" aria-live="polite" aria-busy={looking !== ''}>
      <h2>{title}</h2>
      {look ? <p class="count">{look.sentence}</p> : <p class="soft">{looking}</p>}
      {look && look.samples.length > 0 && (
        <>
          <p class="soft">{some}</p>
          <ul>
            {look.samples.map(({ masked, because }, at) => (
              <li key={at}>
                <strong>{masked}</strong>
                {because.length > 0 && <span> · {because.join(' · ')}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {look?.doubts.map(({ sentence }) => (
        <p class="doubt" key={sentence}>
          {sentence}
        </p>
      ))}
    </section>
  );
}

/** A rule that cannot be read, with the word that stands in the way. */
export function Unreadable(props: {
  rule: string;
  refused: Refused;
  title: string;
  /** Says that a word is to be put in the place of the one that cannot be read. */
  instead: string;
  choose(rule: string): void;
}) {
  const { rule, refused, title, instead, choose } = props;
  const { place } = refused;
  const better = place?.instead && `${rule.slice(0, place.from)}${place.instead}${rule.slice(place.to)}`;
  return (
    <div class="unreadable">
      <h2>{title}</h2>
      {place && (
        <p class="written">
          {rule.slice(0, place.from)}
          <mark>{rule.slice(place.from, place.to) || '\u2026'}</mark>
          {rule.slice(place.to)}
        </p>
      )}
      <p>
        {refused.sentence}
        {gap(refused.sentence)}
        {refused.remedy}
      </p>
      {better && (
        <div class="row">
          <button type="button" class="quiet" onClick={() => choose(better)}>
            {fill(instead, { word: place!.instead! })}
          </button>
        </div>
      )}
    </div>
  );
}
