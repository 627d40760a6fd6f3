/** What a person can do in the chat by tapping on something. */
export interface Tap {
  say(text: string, label?: string): void;
  sayAgain(id: string): void;
  loadOlder(): Promise<void>;
  write(text: string): void;
}
