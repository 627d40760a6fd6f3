import type { Desk } from '../desk.ts';
import { type Choice, Pick } from '../pick.tsx';
import type { Draft, Variant } from './draft.ts';

const MOST = 9;

/** Who gets another campaign in the same broadcast, the first that fits, and whether the others hear anything. */
export function Variants(props: {
  desk: Desk;
  campaigns: Choice[];
  segments: Choice[];
  draft: Draft;
  change(change: Partial<Draft>): void;
}) {
  const { draft, change } = props;
  const say = props.desk.words.broadcasts;
  const put = (at: number, part: Partial<Variant>) =>
    change({ variants: draft.variants.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  return (
    <details class="more">
      <summary>{say.variants}</summary>
      <p class="soft">{say.variantsHow}</p>
      {draft.variants.map((one, at) => (
        <fieldset key={at} class="variant">
          <legend class="unseen">{`${say.variants} ${at + 1}`}</legend>
          <Pick
            label={say.variantWho}
            choices={props.segments}
            value={one.segment}
            none={say.choose}
            required
            choose={(segment) => put(at, { segment })}
          />
          <Pick
            label={say.variantWhat}
            choices={props.campaigns}
            value={one.campaign}
            none={say.choose}
            required
            choose={(campaign) => put(at, { campaign })}
          />
          <button
            type="button"
            class="quiet"
            onClick={() => change({ variants: draft.variants.filter((_, place) => place !== at) })}
          >
            {say.variantDrop}
          </button>
        </fieldset>
      ))}
      <div class="row">
        <button
          type="button"
          class="quiet"
          disabled={draft.variants.length >= MOST || props.segments.length === 0}
          onClick={() => change({ variants: [...draft.variants, { segment: '', campaign: '' }] })}
        >
          {say.variantAdd}
        </button>
        {draft.variants.length > 0 && (
          <label class="tick">
            <input
              type="checkbox"
              checked={draft.restNothing}
              onChange={(event) => change({ restNothing: event.currentTarget.checked })}
            />
            <span>{say.rest}</span>
          </label>
        )}
      </div>
    </details>
  );
}
