import {
  BreadcrumbEntry,
  PageLayoutProps,
  useBreadcrumbEntries,
} from '@backstage/frontend-plugin-api';
import { PageHeader } from '@goreliable/ui';
import { Fragment } from 'react';
import { useLocation, useResolvedPath } from 'react-router-dom';
import { sectionPath, tabHref } from './paths';

/** Pages of plugins under our header; those that bring their own get none. */
export function PortalPageLayout(props: PageLayoutProps) {
  const { title, noHeader, titleLink, headerActions, tabs, children } = props;
  const pagePath = useResolvedPath('.').pathname.replace(/\/$/, '');
  const { pathname } = useLocation();
  const { items: breadcrumbs } = useBreadcrumbEntries();
  if (noHeader) {
    return <>{children}</>;
  }
  if (!title) {
    return <>{children}</>;
  }
  // The way here. A single step that is this very page says nothing new.
  const isHere = breadcrumbs.every(({ href }) => href === pathname);
  const trail = isHere ? [] : breadcrumbs;
  const actions = (headerActions ?? []).filter(Boolean);
  return (
    <BreadcrumbEntry
      entry={{ label: title, href: titleLink ?? sectionPath(pagePath) }}
    >
      <div className="gr-plugin-page">
        <PageHeader
          title={title}
          breadcrumbs={trail}
          tabs={tabs?.map(tab => ({
            ...tab,
            href: tabHref(pagePath, tab.href),
          }))}
          actions={
            actions.length > 0 &&
            actions.map((action, index) => (
              // Actions have neither names nor a changing order.
              <Fragment key={index}>{action}</Fragment>
            ))
          }
        />
        {children}
      </div>
    </BreadcrumbEntry>
  );
}
