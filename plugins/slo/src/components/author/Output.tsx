import { TakeAlong } from './TakeAlong';

/** The text, to be taken along. */
export function Output(props: { text: string; fileName: string }) {
  const { text, fileName } = props;
  return (
    <section className="slo-panel" aria-labelledby="slo-output-heading">
      <div className="slo-panel-head">
        <h2 id="slo-output-heading">Spec</h2>
        <TakeAlong text={text} fileName={fileName} />
      </div>
      <pre
        className="slo-code"
        // It scrolls on narrow screens, which the keyboard must be able to do too.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label="Text of the spec"
      >
        <code>{text}</code>
      </pre>
    </section>
  );
}
