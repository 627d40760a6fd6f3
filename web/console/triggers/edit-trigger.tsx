import { useState } from 'preact/hooks';
import type { Desk } from '../desk.ts';
import { Pick } from '../pick.tsx';
import { useTold } from '../use-told.ts';
import type { Trigger } from './wire.ts';

/** What a trigger gives and to whom; a recipe is told here what it still needs. */
export function EditTrigger(props: { desk: Desk; trigger: Trigger; busy: boolean; save(change: object): void }) {
  const { desk, trigger, busy, save } = props;
  const { words, call } = desk;
  const say = words.triggers;
  const { choices, rule, lacks } = trigger;
  const [campaign, setCampaign] = useState(choices.campaigns.find(({ id }) => id === trigger.campaignId)?.ref ?? '');
  const [category, setCategory] = useState(rule.when.category ?? '');
  const [segment, setSegment] = useState(trigger.segmentId ?? '');
  const { told } = useTold<{ segments: { id: string; name: string }[] }>(call, '/segments?limit=100');
  const segments = told && 'body' in told ? told.body.segments : [];
  const asksCategory = lacks.includes('category') || rule.when.category !== undefined;
  const submit = () =>
    save({
      campaign: campaign || null,
      segment: segment || null,
      ...(asksCategory && { rule: { ...rule, when: { ...rule.when, category: category.trim() } } }),
    });
  return (
    <details class="card examples" open={lacks.length > 0}>
      <summary>{lacks.length > 0 ? say.needs : say.edit}</summary>
      <form
        class="edit"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {asksCategory && (
          <label class="field">
            <span>{say.category}</span>
            <input
              value={category}
              list="categories"
              maxLength={200}
              required
              autocomplete="off"
              aria-describedby="category-how"
              onInput={(event) => setCategory(event.currentTarget.value)}
            />
            <small id="category-how" class="soft">
              {say.categoryHow}
            </small>
            <datalist id="categories">
              {choices.categories.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          </label>
        )}
        {choices.campaigns.length === 0 && <p>{say.noCampaigns}</p>}
        <Pick
          label={say.coupon}
          choices={choices.campaigns.map(({ ref, called }) => ({ value: ref, label: `${called} · ${ref}` }))}
          value={campaign}
          none={trigger.couponNeeded ? say.choose : say.noCoupon}
          required={trigger.couponNeeded}
          choose={setCampaign}
        />
        <Pick
          label={say.who}
          choices={segments.map(({ id, name }) => ({ value: id, label: name }))}
          value={segment}
          none={say.everybody}
          choose={setSegment}
        />
        <div class="row">
          <button type="submit" class={lacks.length > 0 ? 'action first' : 'action'} disabled={busy}>
            {say.save}
          </button>
        </div>
      </form>
    </details>
  );
}
