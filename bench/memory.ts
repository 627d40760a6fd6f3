import { fork } from 'node:child_process';
import type { Bench } from './figure.ts';
import { openGround, SHIFT } from './ground.ts';
import { brief } from './measure.ts';
import type { Errand, Weighed } from './memory-server.ts';

export const memory: Bench = {
  name: 'memory',
  about: 'Resident memory of the server after 200,000 claims by as many people, and some quiet',
  async run({ short }) {
    const ground = await openGround();
    try {
      const people = short ? 1_000 : 200_000;
      await ground.people(people, 'line');
      const { campaign } = await ground.campaign();
      const errand: Errand = {
        connection: ground.connection,
        shift: SHIFT,
        ref: campaign.ref,
        people,
        quietMs: short ? 100 : 10_000,
      };
      const weighed = await run(errand);
      return [
        {
          name: `memory after ${brief(people)} claims and some quiet ÷ at the start`,
          value: weighed.after / weighed.start,
          unit: '×',
          better: 'lower',
          floor: null,
          goal: null,
          reference: `resident memory of the same process before the first claim (${brief(weighed.start / 1e6)} MB)`,
          detail: `${brief(weighed.after / 1e6)} MB, at most ${brief(weighed.most / 1e6)} MB on the way; heap in use ${brief(weighed.heap / 1e6)} MB`,
        },
      ];
    } finally {
      await ground.end();
    }
  },
};

function run(errand: Errand): Promise<Weighed> {
  const child = fork(new URL('./memory-server.ts', import.meta.url), { execArgv: process.execArgv });
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as Weighed));
    child.once('exit', (code) => reject(new Error(`the server of the bench ended with ${code}`)));
    child.send(errand);
  });
}
