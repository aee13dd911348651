import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';

/** Whether a place holds the current page: the root only itself, others all below them. */
export function isWithin(pathname: string, href: string): boolean {
  const place = href.replace(/\/$/, '');
  return place === ''
    ? pathname === '/'
    : pathname === place || pathname.startsWith(`${place}/`);
}

/** A line of the side bar that leads somewhere. */
export function NavLinkItem(props: {
  href: string;
  title: string;
  icon: ReactNode;
  /** Shown at the end, such as a count. */
  badge?: ReactNode;
  onFollow?: () => void;
}) {
  const { href, title, icon, badge, onFollow } = props;
  const { pathname } = useLocation();
  return (
    <Link
      to={href}
      className="gr-nav-item"
      title={title}
      aria-current={isWithin(pathname, href) ? 'page' : undefined}
      onClick={onFollow}
    >
      {icon}
      <span className="gr-nav-words">{title}</span>
      {badge}
    </Link>
  );
}
