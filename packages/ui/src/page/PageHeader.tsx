import { Fragment, ReactNode, useEffect } from 'react';
import { Link, NavLink } from 'react-router-dom';
import { portalName } from '../brand/portalName';
import { StateChip } from '../states/StateChip';
import type { ChipState } from '../states/stateLooks';
import './page.css';

/** A step on the way to a page; the last one may be without address. */
export type Breadcrumb = { label: string; href?: string };

/** A part of a page with an address of its own. */
export type PageTab = { label: string; href: string; icon?: ReactNode };

/** Props of {@link PageHeader}. */
export type PageHeaderProps = {
  title: string;
  /** State of the thing the page is about, with words of its own if need be. */
  state?: ChipState | { state: ChipState; label: string };
  /** One line below the title: owner, environment, freshness. */
  meta?: ReactNode | ReactNode[];
  breadcrumbs?: readonly Breadcrumb[];
  /** At the right: the primary action, and little else. */
  actions?: ReactNode;
  tabs?: readonly PageTab[];
};

function Breadcrumbs(props: { items: readonly Breadcrumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="gr-breadcrumbs">
      <ol>
        {props.items.map(({ label, href }) => (
          <li key={`${href}:${label}`}>
            {href ? <Link to={href}>{label}</Link> : label}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Meta(props: { items: ReactNode[] }) {
  return (
    <div className="gr-page-meta">
      {props.items.map((item, index) => (
        // The items of a line have neither names nor a changing order.
        <Fragment key={index}>
          {index > 0 && <span aria-hidden="true">·</span>}
          <span>{item}</span>
        </Fragment>
      ))}
    </div>
  );
}

/** The top of every page: where, what, in which state, and the one thing to do. */
export function PageHeader(props: PageHeaderProps) {
  const { title, state, meta, breadcrumbs = [], actions, tabs = [] } = props;
  useEffect(() => {
    document.title = `${title} · ${portalName}`;
  }, [title]);
  const metaItems = (Array.isArray(meta) ? meta : [meta]).filter(Boolean);
  const chip = typeof state === 'string' ? { state } : state;
  return (
    <div className="gr-page-header">
      {breadcrumbs.length > 0 && <Breadcrumbs items={breadcrumbs} />}
      <div className="gr-page-line">
        <div className="gr-page-title">
          <h1>{title}</h1>
          {chip && <StateChip {...chip} />}
        </div>
        {actions && (
          <div className="gr-page-actions gr-no-print">{actions}</div>
        )}
      </div>
      {metaItems.length > 0 && <Meta items={metaItems} />}
      {tabs.length > 0 && (
        <nav
          className="gr-page-tabs gr-no-print"
          aria-label={`${title} sections`}
        >
          {tabs.map(tab => (
            <NavLink
              key={tab.href}
              to={tab.href}
              // A tab below another's address is not the other one.
              end={tabs.some(({ href }) => href.startsWith(`${tab.href}/`))}
            >
              {tab.icon}
              {tab.label}
            </NavLink>
          ))}
        </nav>
      )}
    </div>
  );
}
