import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  emptyTableState,
  readTableState,
  TableState,
  writeTableState,
} from './tableState';

/** What a table shows, and how to change it. */
export type TableStateHandle = [
  state: TableState,
  update: (change: (state: TableState) => TableState) => void,
];

/**
 * Keeps the state of a table in the address under `urlKey`, or in the
 * component without one. Changes replace the history entry: going back leaves
 * the page instead of undoing filters one by one.
 */
export function useTableState(urlKey: string | undefined): TableStateHandle {
  const [params, setParams] = useSearchParams();
  const [local, setLocal] = useState(emptyTableState);

  const state = useMemo(
    () => (urlKey === undefined ? local : readTableState(params, urlKey)),
    [local, params, urlKey],
  );
  const update = useCallback(
    (change: (state: TableState) => TableState) => {
      if (urlKey === undefined) {
        setLocal(change);
      } else {
        setParams(
          current =>
            writeTableState(
              current,
              urlKey,
              change(readTableState(current, urlKey)),
            ),
          { replace: true, preventScrollReset: true },
        );
      }
    },
    [setParams, urlKey],
  );
  return [state, update];
}
