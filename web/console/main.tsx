import { render } from 'preact';
import { readFacts } from '../shared/facts.ts';
import { Console } from './console.tsx';
import type { ConsoleFacts } from './desk.ts';

render(<Console facts={readFacts<ConsoleFacts>()} />, document.getElementById('page')!);
