import type { ReactNode } from 'react';

/** Drawn on a 16 by 16 grid with one stroke, in the colour of the text around it. */
function icon(drawing: ReactNode) {
  return function Icon() {
    return (
      <svg
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {drawing}
      </svg>
    );
  };
}

export const HomeIcon = icon(
  <path d="M2.5 7 8 2.5 13.5 7v6a.5.5 0 0 1-.5.5h-3V10H6v3.5H3a.5.5 0 0 1-.5-.5Z" />,
);
export const CatalogIcon = icon(
  <>
    <rect x="2.5" y="2.5" width="4.5" height="4.5" rx="1" />
    <rect x="9" y="2.5" width="4.5" height="4.5" rx="1" />
    <rect x="2.5" y="9" width="4.5" height="4.5" rx="1" />
    <path d="M11.25 9v4.5M9 11.25h4.5" />
  </>,
);
export const ObjectiveIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <circle cx="8" cy="8" r="2" />
    <path d="M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15" />
  </>,
);
export const IncidentIcon = icon(
  <path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5ZM8 5v3.5M8 11v.1" />,
);
export const RunbookIcon = icon(
  <path d="M3.5 2.5h7l2 2v9h-9ZM6 7l.8.8L8.5 6M6 11l.8.8L8.5 10M10.5 7.2h.5M10.5 11.2h.5" />,
);
export const DeliveryIcon = icon(
  <path d="M8 1.8 13.5 5v6L8 14.2 2.5 11V5ZM2.7 5 8 8l5.3-3M8 8v6" />,
);
export const ModelIcon = icon(
  <>
    <circle cx="3.5" cy="4" r="1.5" />
    <circle cx="3.5" cy="12" r="1.5" />
    <circle cx="12.5" cy="8" r="1.5" />
    <path d="m4.9 4.7 6.2 2.6M4.9 11.3l6.2-2.6" />
  </>,
);
export const DocumentIcon = icon(
  <path d="M8 4.5C6.5 3.3 4.5 3 2.5 3v9.5c2 0 4 .3 5.5 1.5 1.5-1.2 3.5-1.5 5.5-1.5V3c-2 0-4 .3-5.5 1.5Zm0 0V14" />,
);
export const CreateIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 5.5v5M5.5 8h5" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3 3" />
  </>,
);
export const BellIcon = icon(
  <path d="M4 11.5V7a4 4 0 0 1 8 0v4.5l1 .5H3ZM6.7 14h2.6" />,
);
export const SettingsIcon = icon(
  <>
    <path d="M2 5h6M12 5h2M2 11h2M8 11h6" />
    <circle cx="10" cy="5" r="1.8" />
    <circle cx="6" cy="11" r="1.8" />
  </>,
);
export const CollapseIcon = icon(
  <>
    <rect x="2" y="2.5" width="12" height="11" rx="1.5" />
    <path d="M6 2.5v11" />
  </>,
);
export const MenuIcon = icon(<path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />);
export const CloseIcon = icon(<path d="m4 4 8 8M12 4l-8 8" />);
export const SunIcon = icon(
  <>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1" />
  </>,
);
export const MoonIcon = icon(
  <path d="M13.5 9.5A5.8 5.8 0 0 1 6.5 2.5a5.8 5.8 0 1 0 7 7Z" />,
);
export const LinkIcon = icon(
  <path d="M6.5 9.5 9.5 6.5M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7" />,
);
export const KeyboardIcon = icon(
  <>
    <rect x="1.5" y="4" width="13" height="8" rx="1.5" />
    <path d="M4 7h.1M6.7 7h.1M9.3 7h.1M12 7h.1M5 9.5h6" />
  </>,
);
export const PageIcon = icon(
  <path d="M4 1.8h5.5L12.5 5v9.2h-8.5ZM9 2v3.5h3.5" />,
);
export const ClockIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 5v3l2 1.5" />
  </>,
);
