import type { EarlyWindow, EarlyWork } from './types';

/** What the early script has begun; nothing where it is not (the development server). */
export function earlyWork(): EarlyWork | undefined {
  return (window as EarlyWindow).goreliableEarly;
}
