import type { Trigger } from '../../entities/trigger.ts';
import type { Words } from '../words/index.ts';
import { isRecipe } from './recipes.ts';

/** What people call a trigger: the name of its recipe in their language, or the name it was given. */
export const calledAs = (t: Words, { recipe, name }: Pick<Trigger, 'recipe' | 'name'>): string =>
  isRecipe(recipe) ? t.triggers.names[recipe]() : name;
