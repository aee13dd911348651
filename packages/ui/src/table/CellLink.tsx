import { createContext, ReactNode, useContext } from 'react';

/** Where the app begins in the addresses of its server; without a slash at the end. */
export const AppBase = createContext('');

/** Props of {@link CellLink}. */
export type CellLinkProps = {
  /** An address of the app, from its first slash. */
  to: string;
  className?: string;
  title?: string;
  /** -1 for what the keyboard reaches by the row. */
  tabIndex?: number;
  children: ReactNode;
};

/**
 * A link in a cell of a `DataTable`. The router's own links each match the
 * page's routes when they are drawn; this is an element and no more, and the
 * table follows it when it is clicked.
 */
export function CellLink(props: CellLinkProps) {
  const { to, children, ...rest } = props;
  const base = useContext(AppBase);
  return (
    <a {...rest} href={`${base}${to}`} data-cell-link="">
      {children}
    </a>
  );
}
