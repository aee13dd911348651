import { useCallback, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';

/** A text that lives in the address under a name; an empty one leaves no trace. */
export function useQueryParam(
  name: string,
): [value: string, setValue: (value: string) => void] {
  const [params, setParams] = useSearchParams();
  // The router's function changes with the address; a field holds on to ours.
  const latestSetParams = useRef(setParams);
  latestSetParams.current = setParams;
  const setValue = useCallback(
    (value: string) =>
      latestSetParams.current(
        current => {
          const next = new URLSearchParams(current);
          if (value) {
            next.set(name, value);
          } else {
            next.delete(name);
          }
          return next;
        },
        { replace: true, preventScrollReset: true },
      ),
    [name],
  );
  return [params.get(name) ?? '', setValue];
}
