import { tellStories } from './stories.ts';

tellStories('customers');
