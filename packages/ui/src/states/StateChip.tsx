import { StateIcon } from './StateIcon';
import { ChipState, stateLooks } from './stateLooks';

/** Props of {@link StateChip}. */
export type StateChipProps = {
  state: ChipState;
  /** Words in place of the state's own name, such as "Burning at 14 ×". */
  label?: string;
  /** `small` has no surface of its own and sits in a table or a line of text. */
  size?: 'small' | 'medium';
};

/** A state as sign and words. */
export function StateChip(props: StateChipProps) {
  const { state, label, size = 'medium' } = props;
  const { family, label: name } = stateLooks[state];
  return (
    <span
      className={`gr-state-chip gr-state-chip--${size} gr-state--${family}`}
      data-state={state}
    >
      <StateIcon state={state} />
      <span className="gr-state-chip-label">{label ?? name}</span>
    </span>
  );
}
