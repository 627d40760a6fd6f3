import { useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';
import type { Coupons } from './wire.ts';

const SIZE = 20;

/** The coupons of somebody, asked for when they are unfolded: each reading is noted. */
export function CouponsHeld({ desk, id }: { desk: Desk; id: string }) {
  const { words, call } = desk;
  const say = words.customers;
  const [held, setHeld] = useState<Coupons>();
  const [page, setPage] = useState(0);
  const [refused, setRefused] = useState<Refused>();
  const [looking, setLooking] = useState(false);
  const next = async () => {
    setLooking(true);
    setRefused(undefined);
    const told = await call<Coupons>(`/customers/${id}/coupons?limit=${SIZE}&page=${page + 1}`);
    setLooking(false);
    if ('refused' in told) return setRefused(told.refused);
    setPage(page + 1);
    setHeld({ total: told.body.total, coupons: [...(held?.coupons ?? []), ...told.body.coupons] });
  };
  return (
    <details
      class="every"
      onToggle={(event) => {
        if (event.currentTarget.open && page === 0 && !looking) void next();
      }}
    >
      <summary>{say.every}</summary>
      {held && held.total === 0 && <p class="soft">{say.nothing}</p>}
      {held && held.total > 0 && (
        <ul class="happened">
          {held.coupons.map((one) => (
            <li key={one.id}>{one.sentence}</li>
          ))}
        </ul>
      )}
      {looking && <p role="status">{words.loading}</p>}
      {refused && <No refused={refused} again={{ label: words.again, run: () => void next() }} />}
      {held && !looking && held.coupons.length < held.total && (
        <button type="button" class="quiet" onClick={() => void next()}>
          {say.older}
        </button>
      )}
    </details>
  );
}
