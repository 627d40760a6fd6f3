import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';
import { useTold } from '../use-told.ts';
import type { Segment } from './wire.ts';

/** All segments with their rules. */
export function ListSegments({ desk }: { desk: Desk }) {
  const { words, call, language } = desk;
  const say = words.segments;
  const { told, again } = useTold<{ segments: Segment[]; total: number }>(call, '/segments?limit=100');
  return (
    <section class="part">
      <h1>{words.segmentsTitle}</h1>
      <p class="soft">{say.lead}</p>
      <div class="row">
        <a class="action first" href="/console/segments/new">
          {say.begin}
        </a>
      </div>
      {!told && <p role="status">{words.loading}</p>}
      {told && 'refused' in told && <No refused={told.refused} again={{ label: words.again, run: again }} />}
      {told && 'body' in told && told.body.total === 0 && <p>{say.none}</p>}
      {told && 'body' in told && told.body.total > 0 && (
        <ul class="plates">
          {told.body.segments.map(({ id, name, texts }) => (
            <li key={id}>
              <a href={`/console/segments/${id}`}>
                <strong>{name}</strong>
                <span>{texts ? texts[language] : say.list}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
