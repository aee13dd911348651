import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  expectNoAxeViolations,
  renderField,
} from '../../__testUtils__/renderField';
import { validateResourceNoun } from './index';
import { ResourceNoun } from './ResourceNoun';

const schema = { title: 'Resource' };
const input = () => screen.getByRole('textbox', { name: /Resource/ });

it('shows what becomes of a noun', async () => {
  const { container, onChange } = await renderField(ResourceNoun, { schema });
  expect(input()).toHaveAccessibleDescription(/one English word/);
  await userEvent.type(input(), 'Category');
  expect(onChange).toHaveBeenLastCalledWith('category');
  expect(input()).toHaveAccessibleDescription(
    /POST \/v1\/categories, GET \/v1\/categories\/\{id\}/,
  );
  expect(screen.getByText('type Category in internal/category')).toBeVisible();
  await expectNoAxeViolations(container);
});

it.each([
  ['func', "means something else in the service's Go code"],
  ['order line', 'one word in the singular'],
  ['value', 'reserved word of SQL'],
])('refuses %p at once', async (noun, words) => {
  await renderField(ResourceNoun, { schema, formData: noun });
  expect(input()).toBeInvalid();
  expect(input()).toHaveAccessibleDescription(new RegExp(words));
  const addError = jest.fn();
  await validateResourceNoun(noun, { addError } as any, {} as any);
  expect(addError).toHaveBeenCalledWith(expect.stringContaining(words));
});

it('lets a good noun pass', async () => {
  const addError = jest.fn();
  await validateResourceNoun('order', { addError } as any, {} as any);
  expect(addError).not.toHaveBeenCalled();
});
