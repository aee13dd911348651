import { useCallback, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import type { DataTableProps } from './types';
import { useAppBase } from './useFollowLinks';

/** Opens a row's address as a link would. Stays the same while the page's path does. */
export function useOpenRow<Row>(getRowHref: DataTableProps<Row>['getRowHref']) {
  const navigate = useNavigate();
  const base = useAppBase();
  // Callers write the function in place; a new one must not draw all rows again.
  const latest = useRef(getRowHref);
  latest.current = getRowHref;
  return useCallback(
    (row: Row, inNewTab: boolean) => {
      const href = latest.current?.(row);
      if (href && inNewTab) {
        window.open(base + href, '_blank', 'noopener');
      } else if (href) {
        navigate(href);
      }
    },
    [navigate, base],
  );
}
