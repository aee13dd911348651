import type { Meta, StoryObj } from '@storybook/react-vite';
import { StateChip } from './StateChip';
import { StateIcon } from './StateIcon';
import { ChipState, stateLooks } from './stateLooks';

const states = Object.keys(stateLooks) as ChipState[];
const row = { display: 'flex', flexWrap: 'wrap', gap: 12 } as const;

export default { component: StateChip } satisfies Meta<typeof StateChip>;
type Story = StoryObj<typeof StateChip>;

export const AllStates: Story = {
  render: () => (
    <div style={row}>
      {states.map(state => (
        <StateChip key={state} state={state} />
      ))}
    </div>
  ),
};

export const Small: Story = {
  render: () => (
    <div style={row}>
      {states.map(state => (
        <StateChip key={state} state={state} size="small" />
      ))}
    </div>
  ),
};

export const InWordsOfItsOwn: Story = {
  args: { state: 'critical', label: 'Burning at 14 ×' },
};

export const CutWhenNarrow: Story = {
  args: { state: 'warning', label: 'Burning at ticket rate for 3 d 4 h' },
  decorators: [
    Story => (
      <div style={{ width: 140 }}>
        <Story />
      </div>
    ),
  ],
};

export const IconsAlone: Story = {
  render: () => (
    <div style={row}>
      {states.map(state => (
        <StateIcon key={state} state={state} label={stateLooks[state].label} />
      ))}
    </div>
  ),
};
