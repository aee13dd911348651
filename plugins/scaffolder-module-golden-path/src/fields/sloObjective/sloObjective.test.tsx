import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  expectNoAxeViolations,
  renderField,
} from '../../__testUtils__/renderField';
import { SloObjective } from './SloObjective';
import { parsePercent } from './words';

const schema = {
  title: 'Requests that must succeed',
  minimum: 90,
  maximum: 99.99,
};

it('says what an objective leaves room for', async () => {
  const { container } = await renderField(SloObjective, {
    schema,
    formData: 99.9,
  });
  expect(
    screen.getByRole('group', { name: 'Requests that must succeed' }),
  ).toBeInTheDocument();
  expect(screen.getByRole('status')).toHaveTextContent(
    'Leaves room for 43 m 12 s of full outage in 30 days, or for 1 failure in 1,000 requests.',
  );
  await expectNoAxeViolations(container);
});

it('takes a usual one with one click', async () => {
  const { onChange } = await renderField(SloObjective, {
    schema,
    formData: 99.9,
    uiSchema: { 'ui:options': { unit: 'messages' } },
  });
  expect(screen.getByRole('button', { name: '99.9 %' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await userEvent.click(screen.getByRole('button', { name: '99.5 %' }));
  expect(onChange).toHaveBeenLastCalledWith(99.5);
  expect(screen.getByRole('textbox', { name: /Percent/ })).toHaveValue('99.5');
  expect(screen.getByRole('status')).toHaveTextContent(
    '3 h 36 m of full outage in 30 days, or for 1 failure in 200 messages',
  );
});

it('takes any other that is typed, with point or comma', async () => {
  const { onChange } = await renderField(SloObjective, {
    schema,
    formData: 99.9,
  });
  const input = screen.getByRole('textbox', { name: /Percent/ });
  await userEvent.clear(input);
  await userEvent.type(input, '98,7');
  expect(input).toHaveValue('98,7');
  expect(onChange).toHaveBeenLastCalledWith(98.7);
});

it.each(['', '100', '89.9', 'many'])('refuses %p', async typed => {
  await renderField(SloObjective, { schema, formData: 99.9 });
  const input = screen.getByRole('textbox', { name: /Percent/ });
  await userEvent.clear(input);
  if (typed) {
    await userEvent.type(input, typed);
  }
  expect(input).toBeInvalid();
  expect(screen.getByRole('status')).toHaveTextContent(
    'Between 90 and 99.99 percent.',
  );
});

it.each([
  ['99.9', 99.9],
  [' 99,95 ', 99.95],
  ['99.', 99],
  ['1e2', undefined],
  ['-1', undefined],
  ['', undefined],
])('reads %p as %p', (text, percent) => {
  expect(parsePercent(text)).toBe(percent);
});
