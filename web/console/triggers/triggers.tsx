import type { Part } from '../desk.ts';
import { ListTriggers } from './list-triggers.tsx';
import { OneTrigger } from './one-trigger.tsx';
import './triggers.css';

/** What happens by itself: all triggers, or the one that the address names. */
export const triggersPart: Part = {
  path: 'triggers',
  title: (words) => words.triggersTitle,
  isFor: (me) => me.publishes,
  draw: (desk) => (desk.rest ? <OneTrigger desk={desk} name={desk.rest} /> : <ListTriggers desk={desk} />),
};
