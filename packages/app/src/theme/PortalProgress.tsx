/** Waiting for a page. Painted after 150 ms, so that a quick one does not flicker. */
export function PortalProgress() {
  return (
    <div className="gr-progress" role="progressbar" aria-label="Loading">
      <span />
    </div>
  );
}
