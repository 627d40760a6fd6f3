import { useEffect, useRef, useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';
import { type Entries, type Group, groups } from './wire.ts';

const SIZE = 25;

/** What happened between somebody and the shop, the newest first: everything, or one kind of it. */
export function Timeline({ desk, id }: { desk: Desk; id: string }) {
  const { words, call } = desk;
  const say = words.customers;
  const [group, setGroup] = useState<Group>('all');
  const [shown, setShown] = useState<Entries>();
  const [refused, setRefused] = useState<Refused>();
  const [looking, setLooking] = useState(true);
  const asked = useRef(0);
  const look = async (of: Group, before: Entries | undefined) => {
    const mine = ++asked.current;
    setLooking(true);
    setRefused(undefined);
    const which = [
      `limit=${SIZE}`,
      ...(groups[of] ? [`kinds=${groups[of]}`] : []),
      ...(before?.next ? [`before=${before.next}`] : []),
    ];
    const told = await call<Entries>(`/customers/${id}/timeline?${which.join('&')}`);
    if (mine !== asked.current) return;
    setLooking(false);
    if ('refused' in told) return setRefused(told.refused);
    setShown({ ...told.body, entries: [...(before?.entries ?? []), ...told.body.entries] });
  };
  useEffect(() => {
    setShown(undefined);
    void look(group, undefined);
  }, [call, group]);
  return (
    <section class="card timeline" aria-busy={looking}>
      <div class="row head">
        <h2>{say.timeline}</h2>
        <label class="field">
          <span class="unseen">{say.show}</span>
          <select value={group} onChange={(event) => setGroup(event.currentTarget.value as Group)}>
            {(Object.keys(groups) as Group[]).map((one) => (
              <option key={one} value={one}>
                {say.kinds[one]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {shown && shown.entries.length === 0 && <p class="soft">{say.nothing}</p>}
      {shown && shown.entries.length > 0 && (
        <ol class="happened">
          {shown.entries.map((one, at) => (
            <li key={at}>
              <time dateTime={one.at}>{one.when}</time>
              <span>{one.sentence}</span>
            </li>
          ))}
        </ol>
      )}
      {looking && <p role="status">{words.loading}</p>}
      {refused && <No refused={refused} again={{ label: words.again, run: () => void look(group, shown) }} />}
      {!looking && !refused && shown?.next && (
        <div class="row">
          <button type="button" class="quiet" onClick={() => void look(group, shown)}>
            {say.older}
          </button>
        </div>
      )}
    </section>
  );
}
