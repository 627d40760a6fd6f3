import { useState } from 'preact/hooks';
import { type Desk, fill } from '../desk.ts';
import { No } from '../no.tsx';
import { useTold } from '../use-told.ts';
import { FeedbackFigures } from './feedback-figures.tsx';
import type { Listed } from './wire.ts';

const SIZE = 20;

/** Everybody who waits, who was least content first. */
export function ListTickets({ desk }: { desk: Desk }) {
  const { words, call } = desk;
  const say = words.tickets;
  const [page, setPage] = useState(1);
  const { told, again } = useTold<{ tickets: Listed[]; total: number; sentence: string }>(
    call,
    `/tickets?order=lowest&limit=${SIZE}&page=${page}`,
  );
  if (!told) return <p role="status">{words.loading}</p>;
  if ('refused' in told) {
    if (told.refused.code !== 'not-allowed') {
      return <No refused={told.refused} again={{ label: words.again, run: again }} />;
    }
    // Who answers nobody still reads what customers say.
    return (
      <>
        <p class="soft">{say.notYours}</p>
        <FeedbackFigures desk={desk} />
      </>
    );
  }
  const { tickets, total, sentence } = told.body;
  return (
    <>
      <p role="status">{sentence}</p>
      <ul class="plates waiting">
        {tickets.map((one) => (
          <li key={one.ref}>
            <a href={`/console/tickets/${one.ref}`}>
              <span class="row head">
                <strong>{one.head}</strong>
                <span class="soft">{one.waits}</span>
              </span>
              {one.words && <span class="quoted">{one.words}</span>}
              <span class="soft">{[one.ref, ...stands(one)].join(' · ')}</span>
            </a>
          </li>
        ))}
      </ul>
      {total > SIZE && (
        <div class="row">
          {page > 1 && (
            <button type="button" class="quiet" onClick={() => setPage(page - 1)}>
              {say.newer}
            </button>
          )}
          {page * SIZE < total && (
            <button type="button" class="quiet" onClick={() => setPage(page + 1)}>
              {say.older}
            </button>
          )}
        </div>
      )}
    </>
  );

  function stands(one: Listed): string[] {
    return [
      one.mine ? say.mine : '',
      one.takenBySomebodyElse ? fill(say.takenBy, { name: one.takenBy ?? '?' }) : '',
      one.adviser ? fill(say.forAdviser, { name: one.adviser }) : '',
      one.compensated ? say.given : '',
    ].filter(Boolean);
  }
}
