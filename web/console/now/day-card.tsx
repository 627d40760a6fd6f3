import type { Told } from '../call.ts';
import { No } from '../no.tsx';
import type { Day } from './wire.ts';

/** `Sold: NT$100 (1 order)` is a name and what it comes to; what is not stays a sentence. */
const PAIR = /^([^:：]+(?::\d\d)?)(?:: |：)(.+)$/;

/** A day in figures. */
export function DayCard(props: {
  name: string;
  told: Told<Day> | undefined;
  loading: string;
  again: { label: string; run(): void };
}) {
  const { name, told, loading, again } = props;
  return (
    <section class="card day" aria-busy={!told}>
      <h2>
        {name} {told && 'body' in told && <span class="soft">{told.body.title}</span>}
      </h2>
      {!told && <p role="status">{loading}</p>}
      {told && 'refused' in told && <No refused={told.refused} again={again} />}
      {told && 'body' in told && <Figures lines={told.body.lines} />}
    </section>
  );
}

function Figures({ lines }: { lines: string[] }) {
  const pairs = lines.map((line) => PAIR.exec(line));
  if (pairs.some((pair) => !pair)) return lines.map((line) => <p key={line}>{line}</p>);
  return (
    <dl>
      {pairs.map((pair) => (
        <div key={pair![1]}>
          <dt>{pair![1]}</dt>
          <dd>{pair![2]}</dd>
        </div>
      ))}
    </dl>
  );
}
