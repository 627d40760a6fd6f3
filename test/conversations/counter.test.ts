import { tellStories } from './stories.ts';

tellStories('counter');
