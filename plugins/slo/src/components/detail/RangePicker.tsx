import { Preset, presets, TimeRangeChoice } from '../../hooks/useTimeRange';

/** Chooses the range of the charts. */
export function RangePicker(props: {
  choice: TimeRangeChoice;
  onChange: (choice: TimeRangeChoice) => void;
}) {
  const { choice, onChange } = props;
  return (
    <div className="slo-presets" role="group" aria-label="Range of the charts">
      {(Object.keys(presets) as Preset[]).map(preset => (
        <button
          key={preset}
          type="button"
          className="gr-button gr-button--quiet gr-button--small"
          aria-pressed={choice.kind === 'preset' && choice.preset === preset}
          onClick={() => onChange({ kind: 'preset', preset })}
        >
          {presets[preset].label}
        </button>
      ))}
    </div>
  );
}
