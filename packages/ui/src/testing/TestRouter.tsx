import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';

function Location() {
  const { pathname, search } = useLocation();
  return <output hidden>{`${pathname}${search}`}</output>;
}

/** The address a {@link TestRouter} has come to. */
export function currentAddress(): string {
  return document.querySelector('output[hidden]')?.textContent ?? '';
}

/** A router for tests and stories; `base` is where the app begins on its server. */
export function TestRouter(props: {
  at?: string;
  base?: string;
  children: ReactNode;
}) {
  const { at = '/', base = '' } = props;
  return (
    <MemoryRouter
      basename={base}
      initialEntries={[`${base}${at}`]}
      future={{ v7_startTransition: false, v7_relativeSplatPath: false }}
    >
      {props.children}
      <Location />
    </MemoryRouter>
  );
}
