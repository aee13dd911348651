import { ReactElement } from 'react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { configure, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { pagesQueryClient } from '../shared/queryClient';

// A busy machine draws a whole page slower than a second; no test measures time.
configure({ asyncUtilTimeout: 15_000 });
jest.setTimeout(60_000);

function Address() {
  const { pathname, search } = useLocation();
  return <output aria-label="address">{`${pathname}${search}`}</output>;
}

/** Path and query that the page is at. */
export const address = () => screen.getByLabelText('address').textContent;

/** Renders a page on the test's own APIs, at an address. */
export function renderPage(
  element: ReactElement,
  options: { apis: readonly (readonly [any, any])[]; at?: string },
) {
  pagesQueryClient.clear();
  pagesQueryClient.setDefaultOptions({ queries: { retry: false } });
  renderInTestApp(
    <>
      {element}
      <Address />
    </>,
    {
      apis: options.apis as [],
      initialRouteEntries: [options.at ?? '/'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
        '/create': scaffolderPlugin.routes.root,
        '/docs/:namespace/:kind/:name': techdocsPlugin.routes.docRoot,
      },
    },
  );
  return userEvent.setup();
}
