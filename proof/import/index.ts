import { join } from 'node:path';
import type { Plot } from '../lib/ground.ts';
import { type Findings, openFindings, type Proof, type Yard } from '../lib/proof.ts';
import { emptyFile, type Sums, writeOrders } from './file.ts';
import { recordOneByOne } from './one-by-one.ts';
import { importOnce } from './run.ts';

/** A file of a million rows comes in whole, quickly and in bounded memory, however often its import is killed. */
export const importProof: Proof = {
  name: 'import',
  run: (yard) => tell(yard),
  plants: [
    {
      fault: 'a product of an order is lost now and then',
      run: (yard) =>
        tell(
          yard,
          `create function lose() returns trigger language plpgsql as $$
            begin if new.position = 2 and new.amount_minor % 1000 = 0 then return null; end if; return new; end $$;
          create trigger lose before insert on purchase_line for each row execute function lose()`,
        ),
    },
    {
      fault: 'rows are noted as done that are not',
      run: (yard) =>
        tell(
          yard,
          `create function skip() returns trigger language plpgsql as $$
            begin if new.line > old.line and old.line < 3 then new.line = new.line + 1; new.position = new.position + 80; end if; return new; end $$;
          create trigger skip before update on import for each row execute function skip()`,
        ),
    },
  ],
};

const KILLS = { short: [0.3], long: [0.2, 0.5, 0.8] };

async function tell(yard: Yard, fault?: string): Promise<Findings> {
  const { ground, short, folder, say } = yard;
  const path = join(folder, 'orders.csv');
  const sums = await writeOrders(path, short ? 5_000 : 1_000_000);
  const findings = openFindings();
  const whole = await ground.plot();
  const broken = await ground.plot(fault ? async (ask) => void (await ask(fault)) : undefined);
  try {
    const idle = short ? undefined : await importOnce(whole, await emptyFile(join(folder, 'empty.csv')));
    const undisturbed = await importOnce(whole, path);
    if (undisturbed.exit !== 0) throw new Error(`the import ended with ${undisturbed.exit}: ${undisturbed.err}`);
    const perSecond = sums.rows / undisturbed.seconds;
    say(`${sums.rows} rows in ${undisturbed.seconds.toFixed(1)} s, at most ${mega(undisturbed.most)} MB`);

    for (const share of short ? KILLS.short : KILLS.long) {
      const { exit } = await importOnce(broken, path, () => isAt(broken, share));
      if (exit === 0) findings.found(`the import had ended before it was killed at ${share}`);
      say(`killed at ${share}`);
    }
    const last = await importOnce(broken, path);
    if (last.exit !== 0) findings.found(`the import did not go on: it ended with ${last.exit}: ${last.err}`);
    await check(whole, sums, findings.found);
    const [one, other] = await Promise.all([whole, broken].map(fingerprint));
    for (const what of Object.keys(one!)) {
      if (one![what] !== other![what])
        findings.found(`${what} differ: ${one![what]} whole, ${other![what]} after kills`);
    }
    const alone = await recordOneByOne(whole, short ? 30 : 3_000);
    const kills = (short ? KILLS.short : KILLS.long).length;
    return {
      problems: findings.problems,
      figure: `${sums.rows} rows, killed ${kills} times: equal to an import that was not; ${Math.round(perSecond)} rows/s, ${(perSecond / alone).toFixed(1)} times those recorded one by one (${Math.round(alone)}/s); at most ${mega(undisturbed.most)} MB${idle ? ` (${mega(idle.most)} MB with no row at all)` : ''}, with 128 MB of heap`,
    };
  } finally {
    await whole.drop();
    await broken.drop();
  }
}

const mega = (bytes: number) => Math.round(bytes / 1e6);

async function isAt(plot: Plot, share: number): Promise<boolean> {
  const rows = await plot.rows('select 1 from import where position >= bytes * $1::float8', [share]);
  return rows.length > 0;
}

/** What the file says is what the shop has. */
async function check(plot: Plot, sums: Sums, found: (problem: string) => void): Promise<void> {
  const [got] = await plot.rows<Record<string, number>>(
    `select (select count(*) from purchase_line)::int as rows, (select count(*) from purchase)::int as orders,
       (select sum(amount_minor) from purchase)::float8 as minor, (select count(*) from customer)::int as customers,
       (select sum(spent_minor) from customer_stats)::float8 as spent`,
  );
  for (const [what, wanted] of Object.entries({ ...sums, spent: sums.minor })) {
    if (got![what] !== wanted) found(`${what}: the file says ${wanted}, the shop ${got![what]}`);
  }
}

/** Everything that came of a file, but for ids. */
async function fingerprint(plot: Plot): Promise<Record<string, string | number>> {
  const [row] = await plot.rows<Record<string, string | number>>(
    `select (select count(*) from purchase)::int as "numbers of orders",
       (select md5(string_agg(concat_ws(' ', order_no, amount_minor, at, c.name), e'\\n' order by order_no)) from purchase p join customer c on c.id = p.customer_id) as orders,
       (select md5(string_agg(concat_ws(' ', order_no, position, product, quantity, l.amount_minor), e'\\n' order by order_no, position))
        from purchase_line l join purchase p on p.id = l.purchase_id) as lines,
       (select md5(string_agg(concat_ws(' ', encode(phone_index, 'hex'), name), e'\\n' order by phone_index)) from customer) as customers,
       (select md5(string_agg(concat_ws(' ', c.name, purchases, spent_minor, first_at, last_at), e'\\n' order by c.phone_index))
        from customer_stats s join customer c on c.id = s.customer_id) as figures,
       (select counts::text from import where state = 'done' order by lines desc limit 1) as counts`,
  );
  return row!;
}
