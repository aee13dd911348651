import { AuthorState } from '@goreliable/plugin-slo-common';
import { asCode, asForm } from './authorState';

/** Form or code; and back to how it began. */
export function ModeSwitch(props: {
  state: AuthorState;
  onChange: (state: AuthorState) => void;
  onAfresh: () => void;
}) {
  const { state, onChange, onAfresh } = props;
  const form = state.mode === 'form' ? state : asForm(state);
  return (
    <span className="slo-output-acts">
      <span className="slo-presets" role="group" aria-label="Write it as">
        <button
          type="button"
          className="gr-button gr-button--small"
          aria-pressed={state.mode === 'form'}
          disabled={!form}
          title={
            form
              ? undefined
              : 'The form can show the text once it is one SLO without errors'
          }
          onClick={() => form && onChange(form)}
        >
          Form
        </button>
        <button
          type="button"
          className="gr-button gr-button--small"
          aria-pressed={state.mode === 'code'}
          onClick={() => state.mode === 'form' && onChange(asCode(state))}
        >
          Code
        </button>
      </span>
      <button
        type="button"
        className="gr-button gr-button--quiet gr-button--small"
        onClick={onAfresh}
      >
        Start afresh
      </button>
    </span>
  );
}
