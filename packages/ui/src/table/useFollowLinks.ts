import { MouseEvent, useCallback } from 'react';
import { useHref, useNavigate } from 'react-router-dom';

/** Where the app begins in the addresses of its server; without a slash at the end. */
export function useAppBase(): string {
  return useHref('/').replace(/\/$/, '');
}

/** Whether a click asks for the address here, and not in a new tab or window. */
function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.defaultPrevented &&
    !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  );
}

/** One handler of clicks for all the `CellLink`s below an element: plain ones stay in the app. */
export function useFollowLinks() {
  const navigate = useNavigate();
  const base = useAppBase();
  return useCallback(
    (event: MouseEvent) => {
      const link = (event.target as Element).closest('a[data-cell-link]');
      if (link && isPlainClick(event)) {
        event.preventDefault();
        navigate(link.getAttribute('href')!.slice(base.length));
      }
    },
    [navigate, base],
  );
}
