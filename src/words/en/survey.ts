/** The second and third question to those who stay away. */
export const survey = () => ({
  wish: () => `What would bring you back? (2 of 3)`,
  wishes: { offer: 'A better offer', menu: 'Something new', hours: 'Other hours', service: 'Better service' },
  more: () => `Last one: is there anything else you would like to tell us? Just write it. (3 of 3)`,
  wished: () => `What would bring them back`,
  skip: () => `Skip`,
});
