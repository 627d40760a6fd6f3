/** What reports are called. */
export const reportNames = {
  funnel: 'Funnel',
  kinds: 'Use by kind',
  hours: 'Busy hours',
  weeks: 'Sales by week',
  products: 'Products',
  segments: 'By segment',
  cohorts: 'New customers',
  top: 'Best customers',
  cost: 'Cost and return',
  failures: 'What fails',
  returns: 'Returns',
  ideas: 'Ideas',
  lift: 'What telling brings',
};
