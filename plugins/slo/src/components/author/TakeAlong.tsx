import { useState } from 'react';

/** Ways to take a text along: copied, or as a file. */
export function TakeAlong(props: { text: string; fileName: string }) {
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
        href={`data:application/yaml;charset=utf-8,${encodeURIComponent(text)}`}
        download={fileName}
      >
        Download
      </a>
    </span>
  );
}
