import type { Part } from '../desk.ts';
import './campaigns.css';
import { ListCampaigns } from './list-campaigns.tsx';
import { OneCampaign } from './one-campaign.tsx';

/** What is published: all campaigns, or the one that the address names. */
export const campaignsPart: Part = {
  path: 'campaigns',
  title: (words) => words.campaignsTitle,
  isFor: (me) => me.scopes.includes('campaigns'),
  draw: (desk) => (desk.rest ? <OneCampaign desk={desk} name={desk.rest} /> : <ListCampaigns desk={desk} />),
};
