export const webNow = {
  today: 'Today so far',
  yesterday: 'Yesterday',
  happens: 'As it happens',
  connecting: 'Connecting…',
  online: 'Connected: what happens shows here at once.',
  offline: 'Not connected. We keep trying.',
  none: 'Nothing happened in the last 24 hours. What happens from now on shows here at once.',
};
