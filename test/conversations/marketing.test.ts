import { tellStories } from './stories.ts';

tellStories('marketing');
