import { useLocation } from 'react-router-dom';
import { BellIcon, SettingsIcon } from './icons';
import { NavLinkItem } from './NavLinkItem';
import { initials, usePerson } from './usePerson';
import { useUnreadCount } from './useUnreadCount';

function Notifications(props: { href: string; onFollow?: () => void }) {
  const { pathname } = useLocation();
  const unread = useUnreadCount(pathname);
  return (
    <NavLinkItem
      href={props.href}
      title="Notifications"
      icon={<BellIcon />}
      onFollow={props.onFollow}
      badge={
        unread > 0 && (
          <span className="gr-nav-badge">
            {unread > 99 ? '99+' : unread}
            <span className="gr-hidden"> unread</span>
          </span>
        )
      }
    />
  );
}

function PersonPlace(props: { onFollow?: () => void }) {
  const person = usePerson();
  if (!person) {
    // Keeps the place, so that nothing moves when the name arrives.
    return <div className="gr-nav-item" aria-hidden="true" />;
  }
  const avatar = person.picture ? (
    <img className="gr-avatar" src={person.picture} alt="" />
  ) : (
    <span className="gr-avatar" aria-hidden="true">
      {initials(person.name)}
    </span>
  );
  return person.href ? (
    <NavLinkItem
      href={person.href}
      title={person.name}
      icon={avatar}
      onFollow={props.onFollow}
    />
  ) : (
    <div className="gr-nav-item">
      {avatar}
      <span className="gr-nav-words">{person.name}</span>
    </div>
  );
}

/** What belongs to the signed-in person. */
export function PersonalPlaces(props: {
  notifications?: string;
  settings?: string;
  onFollow?: () => void;
}) {
  const { notifications, settings, onFollow } = props;
  return (
    <div className="gr-nav-group" role="group" aria-label="You">
      {notifications && (
        <Notifications href={notifications} onFollow={onFollow} />
      )}
      {settings && (
        <NavLinkItem
          href={settings}
          title="Settings"
          icon={<SettingsIcon />}
          onFollow={onFollow}
        />
      )}
      <PersonPlace onFollow={onFollow} />
    </div>
  );
}
