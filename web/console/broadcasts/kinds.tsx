import type { Kind } from './wire.ts';

/** What each kind of people gets, as they get it; blanks stand as they were written. */
export function Kinds({ title, kinds }: { title: string; kinds: Kind[] }) {
  if (kinds.length === 0) return null;
  return (
    <section class="card kinds">
      <h2>{title}</h2>
      {kinds.map((one, at) => (
        <figure key={at}>
          <figcaption class="soft">
            {one.who} · {one.campaign}
          </figcaption>
          <blockquote>
            {one.title && <strong>{one.title}</strong>}
            <p>{one.text}</p>
          </blockquote>
        </figure>
      ))}
    </section>
  );
}
