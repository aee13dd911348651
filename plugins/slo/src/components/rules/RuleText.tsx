/** A long text that is closed until somebody wants to read it. */
export function RuleText(props: { title: string; text: string }) {
  const { title, text } = props;
  return (
    <details className="slo-rule-text">
      <summary>{title}</summary>
      <pre
        className="slo-code"
        // It scrolls, which the keyboard must be able to do too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={title}
      >
        <code>{text}</code>
      </pre>
    </details>
  );
}
