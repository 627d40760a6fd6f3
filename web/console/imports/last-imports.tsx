import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';
import { useTold } from '../use-told.ts';
import type { Import } from './wire.ts';

/** The last files. */
export function LastImports({ desk }: { desk: Desk }) {
  const { words, call } = desk;
  const say = words.imports;
  const { told } = useTold<{ imports: Import[] }>(call, '/imports');
  return (
    <section class="card">
      <h2>{say.last}</h2>
      {!told && <p role="status">{words.loading}</p>}
      {told && 'refused' in told && <No refused={told.refused} />}
      {told && 'body' in told && told.body.imports.length === 0 && <p class="soft">{say.none}</p>}
      {told && 'body' in told && (
        <ul class="files">
          {told.body.imports.map((one) => (
            <li key={one.id}>
              <a href={`/console/imports/${one.id}`}>{one.name ?? say.nameless}</a>
              <span class="soft">
                {[say.kinds[one.kind], say.states[one.state], one.dryRun ? say.dry : '', one.when]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
