import { useState } from 'react';
import { StateIcon } from '../states/StateIcon';
import { describeError } from './describeError';
import './feedback.css';

/** Props of {@link ErrorPanel}. */
export type ErrorPanelProps = {
  /** Anything thrown. */
  error: unknown;
  /** What could not be done: "Services could not be loaded". */
  title?: string;
  onRetry?: () => void;
};

function CopyButton(props: { text: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setState('copied');
    } catch {
      // Without permission or a secure page; the id stays there to be selected.
      setState('failed');
    }
  };
  return (
    <>
      <button
        type="button"
        className="gr-button gr-button--quiet gr-button--small"
        onClick={copy}
        aria-label={`Copy request id ${props.text}`}
      >
        Copy
      </button>
      <span role="status" className="gr-error-copied">
        {state === 'copied' && 'Copied'}
        {state === 'failed' && 'Select it and copy by hand'}
      </span>
    </>
  );
}

/** What failed, why, what to do, and the request id to hand on. */
export function ErrorPanel(props: ErrorPanelProps) {
  const { error, title = 'This could not be loaded', onRetry } = props;
  const { cause, remedy, requestId } = describeError(error);
  return (
    <div className="gr-error" role="alert">
      <StateIcon state="critical" />
      <div className="gr-error-body">
        <p className="gr-error-title">{title}</p>
        <p className="gr-error-cause">{cause}</p>
        <p>{remedy}</p>
        {(onRetry || requestId) && (
          <div className="gr-error-foot">
            {onRetry && (
              <button type="button" className="gr-button" onClick={onRetry}>
                Retry
              </button>
            )}
            {requestId && (
              <span className="gr-error-request">
                Request <code>{requestId}</code>
                <CopyButton text={requestId} />
              </span>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
