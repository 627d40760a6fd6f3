import type { Desk } from '../desk.ts';
import { More } from '../more.tsx';
import { usePages } from '../use-pages.ts';
import type { Effect } from './wire.ts';

/** What became of each occurrence, the newest first, with the reason of those that got nothing. */
export function Effects({ desk, path }: { desk: Desk; path: string }) {
  const { words, call } = desk;
  const say = words.triggers;
  const { rows, refused, more, again } = usePages<Effect>(call, `${path}/effects?limit=20`, 'effects');
  return (
    <section class="card">
      <h2>{say.effects}</h2>
      {!rows && !refused && <p role="status">{words.loading}</p>}
      {rows?.length === 0 && <p>{say.noEffects}</p>}
      {rows && rows.length > 0 && (
        <table class="effects">
          <thead>
            <tr>
              <th scope="col">{say.day}</th>
              <th scope="col">{say.person}</th>
              <th scope="col">{say.outcome}</th>
              <th scope="col">{say.cost}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one.id}>
                <td>{one.day}</td>
                <td>{one.masked}</td>
                <td>{[say.state[one.state], one.because].filter(Boolean).join(' · ')}</td>
                <td>{one.cost ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <More refused={refused} again={{ label: words.again, run: again }} more={more} label={say.more} />
    </section>
  );
}
