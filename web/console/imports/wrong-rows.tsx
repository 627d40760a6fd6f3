import { type Desk, fill } from '../desk.ts';
import { No } from '../no.tsx';
import { useTold } from '../use-told.ts';
import type { Import, WrongRow } from './wire.ts';

const SHOWN = 20;

/** The first rows that were not taken, and all of them as a table to mend. */
export function WrongRows({ desk, one }: { desk: Desk; one: Import }) {
  const { words, call } = desk;
  const say = words.imports;
  const { told } = useTold<{ errors: WrongRow[] }>(call, `/imports/${one.id}/errors?limit=${SHOWN}`);
  if (!told) return <p role="status">{words.loading}</p>;
  if ('refused' in told) return <No refused={told.refused} />;
  const { errors } = told.body;
  const all = one.counts.refused;
  return (
    <>
      <h2>{say.why}</h2>
      {all > errors.length && <p class="soft">{fill(say.firstOf, { shown: errors.length, all })}</p>}
      <section class="scrolls" aria-label={say.why}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say.line}</th>
              <th scope="col">{say.column}</th>
              <th scope="col">{say.problem}</th>
              <th scope="col">{say.remedy}</th>
            </tr>
          </thead>
          <tbody>
            {errors.map(({ line, column, problem, remedy }) => (
              <tr key={line}>
                <td>{line}</td>
                <td>{column}</td>
                <td>{problem}</td>
                <td>{remedy}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div class="row">
        <a class="quiet" href={`/api/v1/imports/${one.id}/errors/csv?language=${desk.language}`}>
          {say.table}
        </a>
      </div>
    </>
  );
}
