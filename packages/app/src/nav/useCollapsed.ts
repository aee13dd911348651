import { useState } from 'react';

const storageKey = 'goreliable.sidebar.collapsed';

/** Whether a person keeps the side bar collapsed; remembered on this device. */
export function useCollapsed(): [boolean, () => void] {
  const [isCollapsed, setCollapsed] = useState(() => {
    try {
      return localStorage.getItem(storageKey) === 'true';
    } catch {
      // Storage may be switched off; then it lasts as long as the page.
      return false;
    }
  });
  const toggle = () => {
    setCollapsed(!isCollapsed);
    try {
      localStorage.setItem(storageKey, String(!isCollapsed));
    } catch {
      // As above.
    }
  };
  return [isCollapsed, toggle];
}
