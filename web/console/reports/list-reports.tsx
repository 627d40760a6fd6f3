import type { Desk } from '../desk.ts';
import type { Kind } from './wire.ts';

/** All reports, each with the question that it answers. */
export function ListReports({ desk }: { desk: Desk }) {
  const { reports: say, reportsTitle } = desk.words;
  return (
    <section class="part">
      <h1>{reportsTitle}</h1>
      <p class="soft">{say.lead}</p>
      <ul class="plates tiles">
        {(Object.keys(say.names) as Kind[]).map((kind) => (
          <li key={kind}>
            <a href={`/console/reports/${kind}`}>
              <strong>{say.names[kind]}</strong>
              <span>{say.about[kind]}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
