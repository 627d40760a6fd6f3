export const webCampaigns = {
  lead: 'Everything that was published, the newest first. New campaigns are published in the chat with /new.',
  none: 'There is no campaign yet. Publish one in the chat with /new.',
  all: 'All campaigns',
  more: 'Show more',
  terms: 'Terms and limits',
  stats: 'Results',
  links: 'Links that lead to it',
  linksNone: 'There is no address to give yet: no channel that people can reach by a link is open.',
  channel: { web: 'Web', telegram: 'Telegram', line: 'LINE' },
  broadcast: 'Tell people',
  stop: 'Stop claiming',
  resume: 'Resume claiming',
};
