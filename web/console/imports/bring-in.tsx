import { useRef, useState } from 'preact/hooks';
import type { Refused } from '../call.ts';
import type { Desk } from '../desk.ts';
import { No } from '../no.tsx';
import { LastImports } from './last-imports.tsx';
import { OneImport } from './one-import.tsx';
import type { Import, Kind, Wishes } from './wire.ts';
import { WishFields } from './wish-fields.tsx';

const KINDS: Kind[] = ['purchases', 'customers', 'refunds', 'list'];
const NO_WISHES: Wishes = { source: '', segment: '', encoding: '', dates: '', country: '', map: '', points: false };

/** Looks at a file first and brings it in then; the file stays with the page between the two. */
export function BringIn({ desk }: { desk: Desk }) {
  const { words, call } = desk;
  const say = words.imports;
  const [kind, setKind] = useState<Kind>('purchases');
  const [wishes, setWishes] = useState<Wishes>(NO_WISHES);
  const [file, setFile] = useState<File>();
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState<Import>();
  const [refused, setRefused] = useState<Refused>();
  const [over, setOver] = useState('');
  const asked = useRef(0);
  /** What is chosen is not what was looked at any more, nor what is being looked at. */
  const anew = () => {
    asked.current++;
    setSent(undefined);
    setRefused(undefined);
  };
  const send = async (dryRun: boolean) => {
    if (!file || sending) return;
    anew();
    const mine = asked.current;
    setSending(true);
    const answer = await call<Import>(`/imports/${kind}?${queryOf(kind, wishes, file, dryRun)}`, {
      method: 'POST',
      file,
    });
    setSending(false);
    if (mine !== asked.current) return;
    if ('refused' in answer) setRefused(answer.refused);
    else setSent(answer.body);
  };
  return (
    <section class="part">
      <h1>{words.importsTitle}</h1>
      <p class="soft">{say.lead}</p>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          void send(true);
        }}
      >
        <label class="field">
          <span>{say.kind}</span>
          <select
            value={kind}
            onChange={(event) => {
              anew();
              setKind(event.currentTarget.value as Kind);
            }}
          >
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {say.kinds[one]}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{say.file}</span>
          <input
            type="file"
            accept=".csv,.txt,text/csv"
            required
            onChange={(event) => {
              anew();
              setFile(event.currentTarget.files?.[0]);
            }}
          />
        </label>
        <WishFields
          kind={kind}
          wishes={wishes}
          words={say}
          change={(some) => {
            anew();
            setWishes({ ...wishes, ...some });
          }}
        />
        {refused && <No refused={refused} />}
        <div class="row">
          <button type="submit" class="action first" disabled={!file || sending}>
            {say.look}
          </button>
          {sending && <span role="status">{say.sending}</span>}
        </div>
      </form>
      {sent && (
        <OneImport
          key={sent.id}
          desk={desk}
          id={sent.id}
          sent={sent}
          bringIn={() => send(false)}
          ended={() => setOver(sent.id)}
        />
      )}
      <LastImports key={`${sent?.id} ${over}`} desk={desk} />
    </section>
  );
}

function queryOf(kind: Kind, wishes: Wishes, file: File, dryRun: boolean): URLSearchParams {
  const query = new URLSearchParams({ name: file.name.slice(0, 200), dryRun: String(dryRun) });
  const { source, segment, points, ...common } = wishes;
  const own = {
    ...common,
    ...(kind === 'list' ? { segment } : {}),
    ...(kind.endsWith('s') && kind !== 'customers' ? { source } : {}),
  };
  for (const [name, value] of Object.entries(own)) if (value.trim()) query.set(name, value.trim());
  if (kind === 'purchases' && points) query.set('points', 'true');
  return query;
}
