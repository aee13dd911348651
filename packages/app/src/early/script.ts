import { startEarly } from './startEarly';
import type { EarlyWindow } from './types';

// A script of its own (scripts/early.mjs), which runs before any of the app has been read.
(window as EarlyWindow).goreliableEarly = startEarly();
