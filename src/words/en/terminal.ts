/** What the terminal itself has to say. */
export const terminal = {
  hint: 'Write a message or a command. A number taps the button with that number; =5 says the number 5. Ctrl-D ends the chat.',
  opens: 'Open this in a browser:',
  phone: 'Type /phone and your number, such as /phone +886912345678.',
  changed: '(changed) ',
  away: 'The shop cannot answer right now. Say it again in a moment.',
};
