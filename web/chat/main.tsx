import { render } from 'preact';
import { readFacts } from '../shared/facts.ts';
import { Chat } from './chat.tsx';
import type { ChatFacts } from './chat-facts.ts';

render(<Chat facts={readFacts<ChatFacts>()} />, document.getElementById('page')!);
