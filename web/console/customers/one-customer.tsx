import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';
import { useTold } from '../use-told.ts';
import { CouponsHeld } from './coupons-held.tsx';
import { Tags } from './tags.tsx';
import { Timeline } from './timeline.tsx';
import { blocks, type Dossier } from './wire.ts';

/** Everything about one person: the card, and beside it what happened. */
export function OneCustomer({ desk, id }: { desk: Desk; id: string }) {
  const { words, call } = desk;
  const say = words.customers;
  const { told, again } = useTold<Dossier>(call, `/customers/${encodeURIComponent(id)}`);
  const back = (
    <div class="row">
      <a class="quiet" href="/console/customers">
        {say.first}
      </a>
    </div>
  );
  if (!told) return <p role="status">{words.loading}</p>;
  if ('refused' in told) {
    return (
      <section class="part">
        <h1>{words.customersTitle}</h1>
        <No refused={told.refused} again={{ label: words.again, run: again }} />
        {back}
      </section>
    );
  }
  const { name, tags, lines } = told.body;
  const text = blocks.filter((block) => block !== 'sources' && block !== 'coupons');
  return (
    <section class="part">
      <h1>{name || say.nameless}</h1>
      <p class="soft">{say.noted}</p>
      <div class="dossier">
        <div class="about">
          <section class="card facts">
            {text.map((block) => (
              <Block key={block} title={say[block]} lines={lines[block]} nothing={say.nothing} />
            ))}
            <Block title={say.coupons} lines={lines.coupons} nothing={say.nothing} />
            <CouponsHeld desk={desk} id={told.body.id} />
          </section>
          <Tags desk={desk} id={told.body.id} tags={tags} />
          <details class="card facts">
            <summary>{say.sources}</summary>
            <Block title={say.sources} lines={lines.sources} nothing={say.nothing} />
          </details>
          {back}
        </div>
        <Timeline desk={desk} id={told.body.id} />
      </div>
    </section>
  );
}

function Block({ title, lines, nothing }: { title: string; lines: string[]; nothing: string }) {
  return (
    <div class="block">
      <h2>{title}</h2>
      {lines.length === 0 && <p class="soft">{nothing}</p>}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
