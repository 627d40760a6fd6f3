import type { Desk } from '../desk.ts';
import type { Choice } from '../pick.tsx';
import { useTold } from '../use-told.ts';

interface Campaign {
  id: string;
  ref: string;
  purpose: string;
  terms: { name: Record<string, string> };
}

const nameIn = ({ terms: { name }, ref }: Campaign, language: string) =>
  `${name[language] ?? Object.values(name)[0] ?? ''} · ${ref}`;

/** Campaigns that people can be told of, the newest first, and the one that the address names; undefined while they load. */
export function useCampaigns({ call, language }: Desk, named: string) {
  const { told, again } = useTold<{ campaigns: Campaign[] }>(call, '/campaigns?state=live&limit=100');
  const own = useTold<Campaign>(call, named ? `/campaigns/${encodeURIComponent(named)}` : undefined).told;
  const one = own && 'body' in own ? own.body : undefined;
  const all = told && 'body' in told ? told.body.campaigns : [];
  const drops = [...(one && !all.some(({ id }) => id === one.id) ? [one] : []), ...all].filter(
    ({ purpose }) => purpose === 'drop',
  );
  return {
    campaigns: told && (!named || own) && drops.map((each) => ({ value: each.ref, label: nameIn(each, language) })),
    refused: told && 'refused' in told ? told.refused : undefined,
    again,
  };
}

/** Segments by name. */
export function useSegments({ call }: Desk): Choice[] {
  const { told } = useTold<{ segments: { id: string; name: string }[] }>(call, '/segments?limit=100');
  return told && 'body' in told ? told.body.segments.map(({ id, name }) => ({ value: id, label: name })) : [];
}
