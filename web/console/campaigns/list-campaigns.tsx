import type { Desk } from '../desk.ts';
import { More } from '../more.tsx';
import { usePages } from '../use-pages.ts';
import type { Listed } from './wire.ts';

/** All campaigns, the newest first, with how they stand. */
export function ListCampaigns({ desk }: { desk: Desk }) {
  const { words, call } = desk;
  const say = words.campaigns;
  const { rows, refused, more, again } = usePages<Listed>(call, '/campaigns?limit=20&figures=true', 'campaigns');
  return (
    <section class="part">
      <h1>{words.campaignsTitle}</h1>
      <p class="soft">{say.lead}</p>
      {!rows && !refused && <p role="status">{words.loading}</p>}
      {rows?.length === 0 && <p>{say.none}</p>}
      {rows && rows.length > 0 && (
        <ul class="plates">
          {rows.map((one) => (
            <li key={one.id}>
              <a href={`/console/campaigns/${one.ref}`}>
                <span class="head">
                  <strong>
                    {one.called} · {one.ref}
                  </strong>
                  <span class="pill" data-state={one.standing}>
                    {one.stands}
                  </span>
                </span>
                <span>{one.sentence}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <More refused={refused} again={{ label: words.again, run: again }} more={more} label={say.more} />
    </section>
  );
}
