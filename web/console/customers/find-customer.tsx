import { useEffect, useState } from 'preact/hooks';
import type { Told } from '../call.ts';
import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';
import type { Found } from './wire.ts';

const toDossier = (id: string) => `/console/customers/${id}`;

/**
 * Finds somebody. What was typed is kept with the page for whoever comes back to it, and never in its address: names and
 * numbers have no business in a history or a log.
 */
export function FindCustomer({ desk, asked }: { desk: Desk; asked: string }) {
  const { words, call } = desk;
  const say = words.customers;
  const [typed, setTyped] = useState<string>(history.state?.typed ?? asked);
  const [told, setTold] = useState<Told<Found>>();
  const [looking, setLooking] = useState(false);
  const find = async (text: string) => {
    setLooking(true);
    const answer = await call<Found>(`/customers/search?q=${encodeURIComponent(text)}`);
    setLooking(false);
    if ('body' in answer && answer.body.id) {
      history.replaceState({ typed: text }, '');
      // An address that leads on is no place to come back to.
      return asked ? location.replace(toDossier(answer.body.id)) : location.assign(toDossier(answer.body.id));
    }
    // Only a choice is offered again: who comes back from the one who was meant wants somebody else.
    history.replaceState({ typed: text, choose: true }, '');
    setTold(answer);
  };
  useEffect(() => {
    if ((asked || history.state?.choose) && typed) void find(typed);
  }, [call]);
  return (
    <section class="part">
      <h1>{words.customersTitle}</h1>
      <p class="soft">{say.lead}</p>
      <search>
        <form
          class="card finding"
          onSubmit={(event) => {
            event.preventDefault();
            void find(typed);
          }}
        >
          <label class="field">
            <span>{say.find}</span>
            <input
              type="search"
              value={typed}
              maxLength={200}
              required
              autocomplete="off"
              spellcheck={false}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          </label>
          <button type="submit" class="action first" disabled={looking}>
            {say.search}
          </button>
        </form>
      </search>
      <div class="part" aria-live="polite" aria-busy={looking}>
        {looking && <p class="soft">{words.loading}</p>}
        {!looking && told && 'refused' in told && <No refused={told.refused} />}
        {!looking && told && 'body' in told && (
          <>
            <h2>{say.several}</h2>
            <ul class="plates">
              {told.body.candidates.map(({ id, name, sentence }) => (
                <li key={id}>
                  <a href={toDossier(id)}>
                    <strong>{name}</strong>
                    <span>{sentence}</span>
                  </a>
                </li>
              ))}
            </ul>
            {told.body.more && <p class="soft">{say.more}</p>}
          </>
        )}
      </div>
    </section>
  );
}
