/**
 * The portal's mark: a G whose bar is what is left of an error budget. The same
 * drawing as `public/favicon.svg`; it holds at 16 px.
 */
export function Logo(props: { size?: number }) {
  const { size = 20 } = props;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d="M12.6 3.4A6.5 6.5 0 1 0 14.5 8H9.2"
        stroke="var(--gr-accent)"
        strokeWidth="2.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="6.5" cy="8" r="1.6" fill="var(--gr-text)" />
    </svg>
  );
}
