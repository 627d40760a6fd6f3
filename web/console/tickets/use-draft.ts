import { useState } from 'preact/hooks';

/** What somebody is writing, kept in this tab alone: a session that ends in the middle of a sentence loses none of it. */
export function useDraft(name: string): { text: string; write(text: string): void; forget(): void } {
  const key = `draft:${name}`;
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  const write = (now: string) => {
    setText(now);
    if (now) sessionStorage.setItem(key, now);
    else sessionStorage.removeItem(key);
  };
  return { text, write, forget: () => write('') };
}
