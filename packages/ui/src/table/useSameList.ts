import { useRef } from 'react';

/** The list of the last render while it holds the same things: callers may write it in place. */
export function useSameList<Item>(list: readonly Item[] = []): readonly Item[] {
  const last = useRef(list);
  const isSame =
    last.current.length === list.length &&
    last.current.every((item, index) => item === list[index]);
  if (!isSame) {
    last.current = list;
  }
  return last.current;
}
