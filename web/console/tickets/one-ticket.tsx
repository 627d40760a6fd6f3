import { useEffect, useState } from 'preact/hooks';
import { type Desk, fill } from '../desk.ts';
import { No } from '../no.tsx';
import { useTold } from '../use-told.ts';
import { Acts } from './acts.tsx';
import type { Ticket } from './wire.ts';

/** One ticket: what was said, how it stands, and what can be done about it. */
export function OneTicket({ desk, name }: { desk: Desk; name: string }) {
  const { words, call, me } = desk;
  const say = words.tickets;
  const path = `/tickets/${encodeURIComponent(name)}`;
  const { told, again } = useTold<Ticket>(call, path);
  const [ticket, setTicket] = useState<Ticket>();
  const [done, setDone] = useState('');
  useEffect(() => {
    if (told && 'body' in told) setTicket(told.body);
  }, [told]);
  const back = (
    <a class="quiet" href="/console/tickets">
      {say.all}
    </a>
  );
  if (!ticket && told && 'refused' in told) {
    return (
      <section class="part">
        <h1>{words.ticketsTitle}</h1>
        <No refused={told.refused} again={{ label: words.again, run: again }} />
        <div class="row">{back}</div>
      </section>
    );
  }
  if (!ticket) return <p role="status">{words.loading}</p>;
  return (
    <section class="part">
      <h1>{fill(say.title, { ref: ticket.ref })}</h1>
      {done && (
        <p class="done" role="status">
          {done}
        </p>
      )}
      <div class="card">
        <p>
          <strong>{ticket.head}</strong>
          {ticket.state === 'open' && <span class="soft"> · {ticket.waits}</span>}
        </p>
        {ticket.faultWord && (
          <p>
            <span class="soft">{say.faults}</span> {ticket.faultWord}
          </p>
        )}
        {ticket.stands.map((line) => (
          <p key={line}>{line}</p>
        ))}
        <h2>{say.said}</h2>
        {ticket.said && <p class="quoted">{ticket.said}</p>}
        {ticket.lines.length > 0 && (
          <ol class="talk">
            {ticket.lines.map((line, at) => (
              <li key={at} class={line.byStaff ? 'ours' : undefined}>
                <span class="soft">
                  {line.who} · <time dateTime={line.at}>{line.when}</time>
                </span>
                <span class="words">{line.words}</span>
              </li>
            ))}
          </ol>
        )}
      </div>
      <Acts
        desk={desk}
        ticket={ticket}
        changed={(now, sentence) => {
          setTicket(now);
          setDone(sentence);
        }}
      />
      <div class="row">
        {me.scopes.includes('customers') && (
          <a class="quiet" href={`/console/customers/${ticket.customerId}`}>
            {say.dossier}
          </a>
        )}
        {back}
      </div>
    </section>
  );
}
