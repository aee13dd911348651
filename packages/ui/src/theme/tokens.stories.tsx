import type { Meta, StoryObj } from '@storybook/react-vite';
import { stateFamilies, tokens } from './tokens';

export default { title: 'theme/Tokens' } satisfies Meta;

const swatches = [
  'page',
  'surface',
  'sunken',
  'hover',
  'selected',
  'border',
  'border-control',
  'accent',
  'danger',
  'inverse',
];

function Swatch(props: { variable: string }) {
  return (
    <div style={{ width: 132, fontSize: 12 }}>
      <div
        style={{
          height: 40,
          border: '1px solid var(--gr-border)',
          borderRadius: 6,
          background: `var(${props.variable})`,
        }}
      />
      {props.variable}
    </div>
  );
}

export const Colours: StoryObj = {
  render: () => (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
      {swatches.map(name => (
        <Swatch key={name} variable={`--gr-${name}`} />
      ))}
      {stateFamilies.map(family => (
        <Swatch key={family} variable={`--gr-${family}-dot`} />
      ))}
      {tokens.colour.light.series.map((_, index) => (
        <Swatch key={index} variable={`--gr-series-${index + 1}`} />
      ))}
      <Swatch variable="--gr-series-other" />
    </div>
  ),
};

export const Type: StoryObj = {
  render: () => (
    <>
      {Object.entries(tokens.font.size).map(([name, size]) => (
        <p key={name} style={{ fontSize: size, lineHeight: 1.4, margin: 8 }}>
          {size} px: 1 in 830 requests fails, 4 h 12 m of budget left{' '}
          <span className="gr-numbers">3f2a91c 0O1lI</span>
        </p>
      ))}
    </>
  ),
};

export const Buttons: StoryObj = {
  render: () => (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
      <button type="button" className="gr-button gr-button--primary">
        Create service
      </button>
      <button type="button" className="gr-button">
        Roll back to 3f2a91
      </button>
      <button type="button" className="gr-button gr-button--quiet">
        Cancel
      </button>
      <button type="button" className="gr-button" disabled>
        Disabled
      </button>
    </div>
  ),
};
