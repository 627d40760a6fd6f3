import { render } from 'preact';
import { readFacts } from '../shared/facts.ts';
import { Chat, type ChatFacts } from './chat.tsx';

render(<Chat facts={readFacts<ChatFacts>()} />, document.getElementById('page')!);
