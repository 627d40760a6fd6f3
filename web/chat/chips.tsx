import type { ChatFacts } from './chat-facts.ts';

type Words = ChatFacts['words'][string];
type Chip = keyof Words['chips'];

const CHIPS: Record<string, Chip[]> = {
  customer: ['drops', 'coupons', 'points', 'birthday', 'help'],
  clerk: ['check', 'today', 'undo', 'store', 'help'],
  marketer: ['new', 'campaigns', 'console', 'drops', 'help'],
  manager: ['check', 'today', 'undo', 'campaigns', 'console', 'store', 'help'],
  owner: ['campaigns', 'new', 'today', 'console', 'staff', 'invite', 'help'],
};
CHIPS.staff = CHIPS.clerk!;

// These want something typed behind them.
const BEGUN = new Set<Chip>(['check', 'birthday']);

/** Commands a tap away; which ones depends on who the person is here. */
export function Chips(props: {
  words: Words;
  role: string;
  say(text: string, label: string): void;
  write(text: string): void;
}) {
  const { words, role, say, write } = props;
  return (
    <ul class="chips" aria-label={words.chat.shortcuts}>
      {(CHIPS[role] ?? CHIPS.customer!).map((name) => (
        <li key={name}>
          <button
            class="chip"
            type="button"
            onClick={() => (BEGUN.has(name) ? write(`/${name} `) : say(`/${name}`, words.chips[name]))}
          >
            {words.chips[name]}
          </button>
        </li>
      ))}
    </ul>
  );
}
