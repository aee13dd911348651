import type { Suite } from '../report';
import { createSuite } from './createSuite';
import { pagesSuite } from './pagesSuite';
import { sloSuite } from './sloSuite';
import { startSuite } from './startSuite';

/** All that can be measured; a new one is added here. */
export const suites: readonly Suite[] = [
  startSuite,
  pagesSuite,
  sloSuite,
  createSuite,
];
