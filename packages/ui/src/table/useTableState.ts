import { useCallback, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  emptyTableState,
  keepSameParts,
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
  const last = useRef(emptyTableState);

  const state = useMemo(
    () =>
      keepSameParts(
        last.current,
        urlKey === undefined ? local : readTableState(params, urlKey),
      ),
    [local, params, urlKey],
  );
  last.current = state;
  // The router's function changes with the address; ours must not, for rows hold it.
  const latestSetParams = useRef(setParams);
  latestSetParams.current = setParams;
  const update = useCallback(
    (change: (state: TableState) => TableState) => {
      if (urlKey === undefined) {
        setLocal(change);
      } else {
        latestSetParams.current(
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
    [urlKey],
  );
  return [state, update];
}
