import { useState } from 'react';

/** The text, to be taken along. */
export function Output(props: { text: string; fileName: string }) {
  const { text, fileName } = props;
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('failed');
    }
  };
  return (
    <section className="slo-panel" aria-labelledby="slo-output-heading">
      <div className="slo-panel-head">
        <h2 id="slo-output-heading">Spec</h2>
        <span className="slo-output-acts">
          <span role="status" className="slo-note">
            {state === 'copied' && 'Copied'}
            {state === 'failed' && 'Select it and copy by hand'}
          </span>
          <button
            type="button"
            className="gr-button gr-button--small"
            onClick={copy}
          >
            Copy
          </button>
          <a
            className="gr-button gr-button--small"
            href={`data:application/yaml;charset=utf-8,${encodeURIComponent(
              text,
            )}`}
            download={fileName}
          >
            Download
          </a>
        </span>
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
