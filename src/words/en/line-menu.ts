/** The rich menus of LINE, drawn into pictures by `web/menus/render.mjs`; short enough for a sixth of a phone's width. */
export const lineMenu = {
  /** The bar that opens the menu; at most 14 letters. */
  bar: 'Menu',
  staffBar: 'Counter',
  customer: {
    drops: 'New offers',
    coupons: 'My coupons',
    show: 'Show code',
    points: 'Points',
    birthday: 'Birthday',
    help: 'Help',
  },
  staff: {
    check: 'Check code',
    redeem: 'Redeem',
    undo: 'Undo',
    today: 'Today',
    store: 'Store',
    help: 'Help',
  },
  /** Said to a command in a group. */
  inPrivate: 'Please write to me in a private chat. Coupons and codes are only for your eyes.',
};
