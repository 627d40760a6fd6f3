import { useEffect, useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';

interface Said {
  feedback: { id: string; sentence: string }[];
  next: string | null;
}

const SIZE = 10;

/** What customers wrote, the newest first, page after page. */
export function LatestWords({ desk, which }: { desk: Desk; which: string }) {
  const { words, call } = desk;
  const say = words.tickets;
  const [said, setSaid] = useState<Said>();
  const [refused, setRefused] = useState<Refused>();
  const [looking, setLooking] = useState(true);
  const look = async (before: Said | undefined) => {
    setLooking(true);
    setRefused(undefined);
    const from = before?.next ? `&before=${before.next}` : '';
    const told = await call<Said>(`/feedback?${which}&withWords=true&limit=${SIZE}${from}`);
    setLooking(false);
    if ('refused' in told) return setRefused(told.refused);
    setSaid({ ...told.body, feedback: [...(before?.feedback ?? []), ...told.body.feedback] });
  };
  useEffect(() => {
    setSaid(undefined);
    void look(undefined);
  }, [call]);
  return (
    <section class="card" aria-busy={looking}>
      <h2>{say.latest}</h2>
      {said && said.feedback.length === 0 && <p class="soft">{say.noWords}</p>}
      {said && said.feedback.length > 0 && (
        <ul>
          {said.feedback.map((one) => (
            <li key={one.id}>{one.sentence}</li>
          ))}
        </ul>
      )}
      {looking && <p role="status">{words.loading}</p>}
      {refused && <No refused={refused} again={{ label: words.again, run: () => void look(said) }} />}
      {!looking && !refused && said?.next && (
        <div class="row">
          <button type="button" class="quiet" onClick={() => void look(said)}>
            {words.customers.older}
          </button>
        </div>
      )}
    </section>
  );
}
