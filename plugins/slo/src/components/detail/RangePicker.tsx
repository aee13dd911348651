import { useState } from 'react';
import { Preset, presets, TimeRangeChoice } from '../../hooks/useTimeRange';
import { RangeFields } from './RangeFields';

/** Chooses the range of the charts: up to now, or between any two moments. */
export function RangePicker(props: {
  choice: TimeRangeChoice;
  onChange: (choice: TimeRangeChoice) => void;
}) {
  const { choice, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const isFixed = choice.kind === 'fixed';
  return (
    <div className="slo-presets" role="group" aria-label="Range of the charts">
      {(Object.keys(presets) as Preset[]).map(preset => (
        <button
          key={preset}
          type="button"
          className="gr-button gr-button--quiet gr-button--small"
          aria-pressed={choice.kind === 'preset' && choice.preset === preset}
          onClick={() => {
            setOpen(false);
            onChange({ kind: 'preset', preset });
          }}
        >
          {presets[preset].label}
        </button>
      ))}
      <button
        type="button"
        className="gr-button gr-button--quiet gr-button--small"
        aria-expanded={isOpen}
        aria-pressed={isFixed}
        onClick={() => setOpen(!isOpen)}
      >
        From … to
      </button>
      {isOpen && <RangeFields choice={choice} onChange={onChange} />}
    </div>
  );
}
