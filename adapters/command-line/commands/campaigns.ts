import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { App } from '../../../src/app.ts';
import { createCampaign } from '../../../src/campaigns/create-campaign.ts';
import { listCampaigns } from '../../../src/campaigns/list-campaigns.ts';
import { type CampaignInput, inLanguage } from '../../../src/campaigns/terms.ts';
import { folderOfPerson } from '../../../src/config.ts';
import { type Claimable, findClaimable } from '../../../src/coupons/claimable.ts';
import { inTransaction } from '../../../src/transaction.ts';
import { viewOf } from '../../web/api/campaign-view.ts';
import { CommandError, needed, type QuanCommand, type Surroundings } from '../command.ts';
import { withApp } from '../open-app.ts';
import { minute, table } from '../table.ts';

const PAGE = 1000;

/** Money off, as a shop would begin with: 50.00 off orders from 100.00, 200 of them, one a person, for 30 days each. */
export const campaignExample = {
  ref: 'WELCOME50',
  terms: {
    kind: 'amount',
    name: { en: '50 off', 'zh-hant': '現折 50 元', 'zh-hans': '立减 50 元' },
    amountMinor: 5000,
    minimumMinor: 10000,
    validity: { days: 30 },
  },
  stock: 200,
  perCustomer: 1,
};

const create: QuanCommand = {
  name: 'campaign create',
  usage: '--file FILE|-',
  about: 'Publishes a campaign from the JSON of POST /api/v1/campaigns; `-` reads standard input.',
  example: JSON.stringify(campaignExample, null, 2),
  options: { file: { type: 'string' } },
  async run(around, values) {
    const input = await readJson(around, needed(values, 'file'));
    return withApp(around, async (app) => {
      const made = await inTransaction(app, async (tx) => {
        const { id } = await createCampaign(tx, { kind: 'operator' }, input as CampaignInput);
        return viewOf((await findClaimable(tx.db, id))!);
      });
      return { json: made, text: `Published as ${made.ref}; people claim it with /claim ${made.ref}.` };
    });
  },
};

const list: QuanCommand = {
  name: 'campaign list',
  usage: '',
  about: 'Lists the campaigns, the newest first.',
  run: (around) =>
    withApp(around, async (app) => {
      const all = await everyCampaign(app);
      const { language } = app.shop;
      const rows = all.map(({ campaign, terms }) => [
        campaign.ref,
        inLanguage(terms.name, language, language),
        terms.kind,
        campaign.state,
        `${campaign.claimed}${campaign.stock === null ? '' : ` of ${campaign.stock}`}`,
        minute(campaign.claimUntil),
      ]);
      return {
        json: all.map(viewOf),
        jsonLines: true,
        text: table(['REF', 'NAME', 'KIND', 'STATE', 'CLAIMED', 'UNTIL'], rows, 'There are no campaigns yet.'),
      };
    }),
};

async function everyCampaign(app: App): Promise<Claimable[]> {
  const all: Claimable[] = [];
  let page: Claimable[];
  do {
    const after = all.at(-1)?.campaign.id;
    page = await inTransaction(app, (tx) => listCampaigns(tx, { kind: 'operator' }, { limit: PAGE, after }));
    all.push(...page);
  } while (page.length === PAGE);
  return all;
}

async function readJson(around: Surroundings, file: string): Promise<unknown> {
  const path = file === '-' ? undefined : resolve(around.cwd ?? folderOfPerson(), file);
  let given: string;
  try {
    given = path ? await readFile(path, 'utf8') : await text(around.stdin ?? process.stdin);
  } catch {
    throw new CommandError({
      code: 'file-unreadable',
      sentence: `${path} cannot be read.`,
      remedy: 'Give the path of a JSON file, or - for standard input.',
    });
  }
  try {
    return JSON.parse(given);
  } catch (error) {
    throw new CommandError({
      code: 'file-no-json',
      sentence: `This is no JSON: ${(error as Error).message}.`,
      remedy: 'Send what POST /api/v1/campaigns takes; see /openapi.json.',
    });
  }
}

export const campaignCommands = [create, list];
