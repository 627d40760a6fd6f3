import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';
import { useTold } from '../use-told.ts';
import type { Listed } from './wire.ts';

/** The ready recipes and the shop's own triggers, with what they have done. */
export function ListTriggers({ desk }: { desk: Desk }) {
  const { words, call } = desk;
  const say = words.triggers;
  const { told, again } = useTold<{ triggers: Listed[] }>(call, '/triggers');
  return (
    <section class="part">
      <h1>{words.triggersTitle}</h1>
      <p class="soft">{say.lead}</p>
      {!told && <p role="status">{words.loading}</p>}
      {told && 'refused' in told && <No refused={told.refused} again={{ label: words.again, run: again }} />}
      {told && 'body' in told && (
        <ul class="plates">
          {told.body.triggers.map((one) => (
            <li key={one.name}>
              <a href={`/console/triggers/${one.name}`}>
                <span class="head">
                  <strong>{one.called}</strong>
                  <span class="pill" data-state={one.state}>
                    {say[one.state]}
                  </span>
                </span>
                <span>{one.about}</span>
                {(one.state === 'on' || one.done > 0) && <span>{one.sentence}</span>}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
