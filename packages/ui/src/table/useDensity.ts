import { useSyncExternalStore } from 'react';

/** Height of rows: 36 px or 28 px. */
export type Density = 'normal' | 'compact';

const storageKey = 'goreliable.table.density';
const listeners = new Set<() => void>();
let fallback: Density = 'normal';

function read(): Density {
  try {
    return localStorage.getItem(storageKey) === 'compact'
      ? 'compact'
      : 'normal';
  } catch {
    // Storage may be switched off; the choice then lasts as long as the page.
    return fallback;
  }
}

function write(density: Density) {
  fallback = density;
  try {
    localStorage.setItem(storageKey, density);
  } catch {
    // As above.
  }
  listeners.forEach(listener => listener());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** A person's choice of row height; one for all tables, kept on this device. */
export function useDensity(): [Density, (density: Density) => void] {
  return [useSyncExternalStore(subscribe, read), write];
}
